import { seedProject } from "./projects.ts";

/** The project that a first start shows. */
export async function createSampleProject(ownerId: string): Promise<void> {
  await seedProject({ ownerId, name: "City library" });
}
