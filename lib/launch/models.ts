import { FetchModelError, fetchModel } from "#lib/screening/embedders/local/fetch-model.ts";
import { listLocalModels } from "#lib/screening/embedders/local/local-models.ts";

const USAGE = `npm run models -- ORGANISATION/NAME   fetches a sentence-transformers model, for example
                                       sentence-transformers/paraphrase-multilingual-MiniLM-L12-v2
`;

/** Fetches the models named; with none, says which there are. */
async function main(names: string[]): Promise<void> {
  if (names.length === 0) {
    const here = await listLocalModels();
    console.log(`${USAGE}\nOn this machine: ${here.join(", ") || "none"}`);
    return;
  }
  for (const name of names) {
    const { HF_ENDPOINT: hub } = process.env;
    const folder = await fetchModel({
      name,
      say: (file) => console.log(`  ${file}`),
      ...(hub ? { hub } : {}),
    });
    console.log(`${name} is in ${folder}. Choose it on a project's Data page.`);
  }
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof FetchModelError)) throw error;
  console.error(error.message);
  process.exit(1);
}
