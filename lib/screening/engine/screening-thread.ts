/**
 * The thread on which everything heavy of screening runs, so that no page waits for it, and which starts the
 * reference threads. Node runs this file as it is, by type stripping: it and all it imports hold to erasable syntax
 * and import only lib/core, this domain's pure files and onnxruntime-node.
 */
import { ProjectIndex } from "#lib/screening/engine/project-index.ts";
import { ReferencePool } from "#lib/screening/engine/reference-pool.ts";
import { notLoaded, serveCalls } from "#lib/screening/engine/serve-calls.ts";
import type { ScreeningCalls } from "#lib/screening/engine/thread-messages.ts";

const projects = new Map<string, ProjectIndex>();
const pool = new ReferencePool();

function loaded(projectId: string): ProjectIndex {
  const project = projects.get(projectId);
  if (!project) throw notLoaded(projectId);
  return project;
}

async function drop(projectId: string): Promise<void> {
  projects.delete(projectId);
  await pool.forget(projectId);
}

serveCalls<ScreeningCalls>(
  {
    async load(project) {
      projects.delete(project.projectId);
      projects.set(project.projectId, await ProjectIndex.create(project, pool));
      return null;
    },
    async loaded({ projectId }) {
      const project = projects.get(projectId);
      return project ? { corpusKey: project.corpusKey, exemplars: project.size } : null;
    },
    screen: async ({ projectId, texts, vectors }) => loaded(projectId).screen(texts, vectors),
    probe: async ({ projectId, ...probed }) => loaded(projectId).probe(probed),
    nearest: async ({ projectId, ...asked }) => loaded(projectId).nearest(asked),
    async forgetExemplars({ projectId, ids }) {
      for (const id of ids) projects.get(projectId)?.remove(id);
      return null;
    },
    async forget({ projectId }) {
      await drop(projectId);
      return null;
    },
  },
  drop,
);
