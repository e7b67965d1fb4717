import { createExport } from "#lib/exports/create-export.ts";
import { createProject } from "#lib/projects/create-project.ts";
import { editGuidelines } from "#lib/projects/edit-guidelines.ts";
import { getProject } from "#lib/projects/project-queries.ts";
import { importRealSet } from "#lib/real-data/import/import-real-set.ts";
import { createRecipe } from "#lib/recipes/create-recipe.ts";
import { startRun } from "#lib/runs/start-run.ts";
import { createVocabulary } from "#lib/vocabularies/create-vocabulary.ts";
import { handle as generateRun } from "#lib/worker/handlers/generate-run.ts";
import { sampleGuidelines, sampleLabelGuidelines } from "./sample/guidelines.ts";
import { sampleLabels } from "./sample/labels.ts";
import { sampleGrammar, samplePrompt } from "./sample/recipes.ts";
import { reviewSample } from "./sample/review-sample.ts";
import { sampleSupport } from "./sample/support-set.ts";
import { sampleTest } from "./sample/test-set.ts";
import { SYNONYMS, sampleVocabularies } from "./sample/vocabularies.ts";

/** One of those whose run says a test row or two by chance, as runs do. */
const SEED = 12;
const EXEMPLARS_A_LABEL = 25;

interface Sample {
  userId: string;
  projectId: string;
  /** By name. */
  labelIds: Map<string, string>;
}

/**
 * The project that a first start shows. Everything in it is made as a user makes it: imported, planned, generated,
 * screened, decided and exported by the same use-cases.
 */
export async function createSampleProject(userId: string): Promise<{ projectId: string }> {
  const { id: projectId } = await createProject({
    userId,
    name: "City library messages",
    description:
      "What residents write to their library, sorted by what they want. A sample to look around in.",
    language: "en",
    taskKind: "classification",
    labels: sampleLabels,
  });
  const { labels } = await getProject({ userId, projectId });
  const sample = { userId, projectId, labelIds: new Map(labels.map(({ id, name }) => [name, id])) };
  await writeGuidelines(sample);
  await importSet(sample, "support", sampleSupport);
  await importSet(sample, "test", sampleTest);
  const recipeVersionId = await createRecipes(sample, await createVocabularies(sample));
  const runId = await startRun({
    userId,
    projectId,
    recipeVersionId,
    endpointId: null,
    targets: labels.map((label) => ({ labelId: label.id, count: EXEMPLARS_A_LABEL })),
    seed: SEED,
    concurrency: 1,
    // All that it wrote is shown, also what screening holds back.
    goal: "produced",
  });
  await generateRun({ runId }, new AbortController().signal);
  await reviewSample({ userId, projectId });
  await createExport({
    userId,
    projectId,
    format: "csv",
    columns: ["number", "recipe", "recipe_version", "seed", "similarity", "overrides", "reviewer"],
    acknowledgesMissingTestSet: false,
  });
  return { projectId };
}

async function writeGuidelines({ userId, projectId, labelIds }: Sample) {
  await editGuidelines({ userId, projectId, labelId: null, guidelines: sampleGuidelines });
  for (const [label, guidelines] of Object.entries(sampleLabelGuidelines))
    await editGuidelines({ userId, projectId, labelId: labelIds.get(label) ?? label, guidelines });
}

async function importSet({ userId, projectId }: Sample, kind: "support" | "test", set: typeof sampleTest) {
  const rows = Object.entries(set).flatMap(([label, texts]) => texts.map((text) => ({ text, label })));
  const { written } = await importRealSet({
    userId,
    projectId,
    kind,
    mode: "replace",
    bytes: new TextEncoder().encode(rows.map((row) => JSON.stringify(row)).join("\n")),
    sourceName: `library-${kind}.jsonl`,
    options: { format: "jsonl", separator: "comma", header: true, quoted: true },
    mapping: { text: 0, label: 1 },
    createLabels: false,
    agreedRefusals: 0,
  });
  if (!written) throw new Error(`The sample's ${kind} set holds a row that cannot come in`);
}

/** @returns the id of the synonyms */
async function createVocabularies({ userId, projectId, labelIds }: Sample): Promise<string> {
  const ids = new Map<string, string>();
  for (const { name, description, entries } of sampleVocabularies) {
    const { id } = await createVocabulary({
      userId,
      projectId,
      name,
      description,
      entries: entries.map(({ text, weight = 1, labels = [] }) => ({
        text,
        weight,
        labelIds: labels.map((label) => labelIds.get(label) ?? label),
      })),
    });
    ids.set(name, id);
  }
  return ids.get(SYNONYMS) ?? "";
}

/** @returns the version for the built-in generator */
async function createRecipes({ userId, projectId, labelIds }: Sample, synonymVocabularyId: string) {
  const { instructions, ...prompt } = samplePrompt;
  await createRecipe({
    userId,
    projectId,
    kind: "prompt",
    ...prompt,
    instructions: Object.fromEntries(
      Object.entries(instructions).map(([label, text]) => [labelIds.get(label) ?? label, text]),
    ),
  });
  const { versionId } = await createRecipe({
    userId,
    projectId,
    kind: "grammar",
    ...sampleGrammar,
    augmentation: {
      operations: {
        synonymReplacement: true,
        randomInsertion: false,
        randomSwap: false,
        randomDeletion: false,
      },
      strength: 0.1,
      synonymVocabularyId,
    },
  });
  return versionId;
}
