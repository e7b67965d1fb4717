-- CreateEnum
CREATE TYPE "SuggestionSource" AS ENUM ('prototype', 'judge');

-- CreateEnum
CREATE TYPE "BulkState" AS ENUM ('waiting', 'running', 'done', 'cancelled', 'failed');

-- AlterEnum
ALTER TYPE "DecisionKind" ADD VALUE 'flag';
ALTER TYPE "DecisionKind" ADD VALUE 'unflag';
ALTER TYPE "DecisionKind" ADD VALUE 'confirm';

-- AlterTable
ALTER TABLE "Decision" ADD COLUMN     "redoesId" UUID;

-- AlterTable
ALTER TABLE "Exemplar" ADD COLUMN     "decidedById" UUID,
ADD COLUMN     "flagged" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "groupId" UUID,
ADD COLUMN     "suggestedLabelId" UUID,
ADD COLUMN     "suggestionScore" DOUBLE PRECISION,
ADD COLUMN     "suggestionSource" "SuggestionSource";

-- AlterTable
ALTER TABLE "Label" ADD COLUMN     "guidelines" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "Project" ADD COLUMN     "guidelines" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "suggestionsAsked" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "suggestionsKey" TEXT,
ADD COLUMN     "suggestionsMade" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "User" ADD COLUMN     "reviewSettings" JSONB NOT NULL DEFAULT '{}';

-- CreateTable
CREATE TABLE "LabelSuggestion" (
    "exemplarId" UUID NOT NULL,
    "source" "SuggestionSource" NOT NULL,
    "projectId" UUID NOT NULL,
    "labelId" UUID NOT NULL,
    "score" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "LabelSuggestion_pkey" PRIMARY KEY ("exemplarId","source")
);

-- CreateTable
CREATE TABLE "Note" (
    "id" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "exemplarId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removedAt" TIMESTAMP(3),

    CONSTRAINT "Note_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SavedView" (
    "id" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "SavedView_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "BulkDecision" (
    "id" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "task" JSONB NOT NULL,
    "state" "BulkState" NOT NULL DEFAULT 'waiting',
    "expected" INTEGER NOT NULL,
    "changed" INTEGER NOT NULL DEFAULT 0,
    "skipped" INTEGER NOT NULL DEFAULT 0,
    "place" BIGINT NOT NULL DEFAULT 0,
    "fromSequence" BIGINT NOT NULL,
    "lastNumber" INTEGER NOT NULL,
    "error" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMP(3),

    CONSTRAINT "BulkDecision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SecondLook" (
    "id" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "population" INTEGER NOT NULL,
    "seed" INTEGER NOT NULL,
    "fromSequence" BIGINT NOT NULL,
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "SecondLook_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SecondLookExemplar" (
    "lookId" UUID NOT NULL,
    "exemplarId" UUID NOT NULL,
    "labelId" UUID NOT NULL,
    "digest" TEXT NOT NULL,

    CONSTRAINT "SecondLookExemplar_pkey" PRIMARY KEY ("lookId","exemplarId")
);

-- CreateIndex
CREATE INDEX "LabelSuggestion_labelId_idx" ON "LabelSuggestion"("labelId");

-- CreateIndex
CREATE INDEX "Note_exemplarId_idx" ON "Note"("exemplarId");

-- CreateIndex
CREATE UNIQUE INDEX "SavedView_projectId_name_key" ON "SavedView"("projectId", "name");

-- CreateIndex
CREATE INDEX "BulkDecision_projectId_createdAt_idx" ON "BulkDecision"("projectId", "createdAt");

-- CreateIndex
CREATE INDEX "BulkDecision_state_idx" ON "BulkDecision"("state");

-- CreateIndex
CREATE UNIQUE INDEX "SecondLook_projectId_number_key" ON "SecondLook"("projectId", "number");

-- CreateIndex
CREATE INDEX "SecondLookExemplar_exemplarId_idx" ON "SecondLookExemplar"("exemplarId");

-- Rows without a value stay out of these, so that a decision on one writes less. Who sorts by similarity or length
-- waits for a look at every row, a tenth of a second on 100,000: their two indexes took a fifth of every decision
DROP INDEX "Exemplar_projectId_similarity_number_idx";
DROP INDEX "Exemplar_projectId_leakProbability_number_idx";
DROP INDEX "Exemplar_projectId_decidedAt_number_idx";
DROP INDEX "Exemplar_projectId_clusterId_number_idx";
CREATE INDEX "Exemplar_leakProbability_idx" ON "Exemplar"("projectId", "leakProbability", "number") WHERE "leakProbability" IS NOT NULL;
CREATE INDEX "Exemplar_decidedAt_idx" ON "Exemplar"("projectId", "decidedAt", "number") WHERE "decidedAt" IS NOT NULL;
CREATE INDEX "Exemplar_clusterId_idx" ON "Exemplar"("projectId", "clusterId", "number") WHERE "clusterId" IS NOT NULL;
CREATE INDEX "Exemplar_groupId_idx" ON "Exemplar"("projectId", "groupId", "number") WHERE "groupId" IS NOT NULL;

-- DropIndex
DROP INDEX "Decision_sequence_key";

-- DropIndex
DROP INDEX "Decision_batchId_idx";

-- CreateIndex
CREATE INDEX "Decision_batchId_sequence_idx" ON "Decision"("batchId", "sequence");

-- CreateIndex
CREATE INDEX "RunItem_slots_idx" ON "RunItem" USING GIN ("slots" jsonb_path_ops);

-- What a reviewer sorts by and no column holds: the expressions of lib/exemplars/exemplar-order-queries.ts, word for word
CREATE INDEX "Exemplar_attention_idx" ON "Exemplar"("projectId", (1 - (1 - 3.2 * coalesce("leakProbability" * (1 - "leakProbability"), 0::float8))
  * CASE WHEN "openFindings" > 0 THEN 0.5::float8 ELSE 1 END
  * CASE WHEN flagged THEN 0.5::float8 ELSE 1 END
  * CASE WHEN "suggestedLabelId" IS NULL THEN 0.75::float8
      WHEN "suggestedLabelId" = "labelId" THEN "suggestionScore"
      ELSE least("suggestionScore", 1 - "suggestionScore") END), number) WHERE status = 'pending'::"ExemplarStatus";
CREATE INDEX "Exemplar_agreement_idx" ON "Exemplar"("projectId", "suggestionScore", number) WHERE "suggestedLabelId" = "intendedLabelId";

-- Which decisions changed a text, so that searches know when they are old
CREATE INDEX "Decision_text_idx" ON "Decision"("projectId", sequence) WHERE "toText" IS NOT NULL;

-- AddForeignKey
ALTER TABLE "LabelSuggestion" ADD CONSTRAINT "LabelSuggestion_exemplarId_fkey" FOREIGN KEY ("exemplarId") REFERENCES "Exemplar"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LabelSuggestion" ADD CONSTRAINT "LabelSuggestion_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LabelSuggestion" ADD CONSTRAINT "LabelSuggestion_labelId_fkey" FOREIGN KEY ("labelId") REFERENCES "Label"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Note" ADD CONSTRAINT "Note_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Note" ADD CONSTRAINT "Note_exemplarId_fkey" FOREIGN KEY ("exemplarId") REFERENCES "Exemplar"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Note" ADD CONSTRAINT "Note_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SavedView" ADD CONSTRAINT "SavedView_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SavedView" ADD CONSTRAINT "SavedView_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "User"("id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BulkDecision" ADD CONSTRAINT "BulkDecision_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BulkDecision" ADD CONSTRAINT "BulkDecision_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SecondLook" ADD CONSTRAINT "SecondLook_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SecondLook" ADD CONSTRAINT "SecondLook_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "User"("id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SecondLookExemplar" ADD CONSTRAINT "SecondLookExemplar_lookId_fkey" FOREIGN KEY ("lookId") REFERENCES "SecondLook"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SecondLookExemplar" ADD CONSTRAINT "SecondLookExemplar_exemplarId_fkey" FOREIGN KEY ("exemplarId") REFERENCES "Exemplar"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Suggested labels and groups of look-alikes are made at the next start.
UPDATE "Project" SET "suggestionsAsked" = 1, "clustersAsked" = "clustersAsked" + 1;

-- Whose the exemplars are that were decided before
UPDATE "Exemplar" e SET "decidedById" = (
    SELECT d."userId" FROM "Decision" d
    WHERE d."exemplarId" = e.id AND d.kind NOT IN ('undo', 'override')
        AND NOT EXISTS (SELECT 1 FROM "Decision" u WHERE u."exemplarId" = d."exemplarId" AND u."undoesId" = d."batchId")
    ORDER BY d.sequence DESC LIMIT 1
) WHERE e.revision > 0;
