/**
 * One of the threads that compare texts with the test and support sets, each a slice of them; every one holds both
 * sets. Node runs this file as it is, by type stripping, as screening-thread.ts, which starts it.
 */
import { embed } from "#lib/core/similarity/character-embedding.ts";
import { Corpus } from "#lib/screening/detectors/corpus.ts";
import { ReferenceSet } from "#lib/screening/engine/reference-set.ts";
import { notLoaded, serveCalls } from "#lib/screening/engine/serve-calls.ts";
import type { ReferenceCalls } from "#lib/screening/engine/thread-messages.ts";

interface Project {
  corpus: Corpus;
  test: ReferenceSet;
  support: ReferenceSet;
}

const projects = new Map<string, Project>();

async function drop(projectId: string): Promise<void> {
  const project = projects.get(projectId);
  projects.delete(projectId);
  await project?.test.release();
  await project?.support.release();
}

serveCalls<ReferenceCalls>(
  {
    async load({ projectId, threads, maskNumbers, test, support, vectors }) {
      await drop(projectId);
      const corpus = new Corpus({ maskNumbers });
      for (const { text } of [...test, ...support]) corpus.add(text);
      const set = (against: "test" | "support", rows: typeof test) =>
        ReferenceSet.create(against, rows, corpus, {
          threads,
          ...(vectors ? { foreign: vectors[against] } : {}),
        });
      projects.set(projectId, {
        corpus,
        test: await set("test", test),
        support: await set("support", support),
      });
      return null;
    },
    async compare({ projectId, texts, vectors, leaveOut, testOnly }) {
      const project = projects.get(projectId);
      if (!project) throw notLoaded(projectId);
      const compared = {
        profiles: texts.map((text) => project.corpus.profile(text)),
        vectors: embed(texts),
        ...(vectors ? { foreign: vectors } : {}),
        ...(leaveOut ? { leaveOut } : {}),
      };
      const test = await project.test.compare(compared);
      const support = testOnly ? [] : await project.support.compare(compared);
      return test.map((match, i) => ({ test: match, support: support[i] ?? null }));
    },
    async forget({ projectId }) {
      await drop(projectId);
      return null;
    },
  },
  drop,
);
