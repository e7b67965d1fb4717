-- CreateEnum
CREATE TYPE "TestTextPurpose" AS ENUM ('embeddings', 'judge', 'paraphrases');

-- CreateEnum
CREATE TYPE "Verdict" AS ENUM ('rewriting', 'different', 'unknown');

-- One finding for each exemplar and set takes the place of one for each detector. Open findings come back when the
-- exemplars are screened again, an overridden one stays where all of its exemplar and set are overridden, and counts
-- as written for texts that are the same, so that no later screening opens it.
DELETE FROM "Finding" f WHERE EXISTS (
  SELECT 1 FROM "Finding" o
  WHERE o."exemplarId" = f."exemplarId" AND o.against = f.against AND (
    o.state = 'open' OR (o.score, o.id) > (f.score, f.id)
  )
);
UPDATE "Finding" SET score = 1;
UPDATE "Exemplar" SET "screenedAt" = NULL, "openFindings" = 0, "openLeaks" = 0;

-- AlterEnum
CREATE TYPE "Detector_new" AS ENUM ('exact', 'wordEdit', 'containment', 'overlap', 'template', 'cosine', 'combined', 'judge');
ALTER TABLE "Finding" ALTER COLUMN "detector" TYPE "Detector_new" USING (
  CASE "detector"::text WHEN 'characterGrams' THEN 'combined' ELSE "detector"::text END::"Detector_new"
);
DROP TABLE "SimilarityScore";
ALTER TYPE "Detector" RENAME TO "Detector_old";
ALTER TYPE "Detector_new" RENAME TO "Detector";
DROP TYPE "Detector_old";

-- AlterEnum
ALTER TYPE "FindingKind" ADD VALUE 'labelConflict';
ALTER TYPE "FindingKind" ADD VALUE 'unjudged';

-- DropIndex
DROP INDEX "Finding_exemplarId_detector_against_key";

-- AlterTable
ALTER TABLE "Exemplar" ADD COLUMN     "clusterId" UUID,
ADD COLUMN     "leakProbability" DOUBLE PRECISION;

-- AlterTable
ALTER TABLE "Import" ADD COLUMN     "supportContained" INTEGER,
ADD COLUMN     "supportExact" INTEGER;

-- AlterTable
ALTER TABLE "Project" DROP COLUMN "characterGramThreshold",
ADD COLUMN     "clustersAsked" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "clustersMade" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "duplicateThreshold" DOUBLE PRECISION NOT NULL DEFAULT 0.9,
ADD COLUMN     "embeddingEndpointId" UUID,
ADD COLUMN     "embeddingModel" TEXT,
ADD COLUMN     "embeddingProblem" JSONB,
ADD COLUMN     "falseAlarmRate" DOUBLE PRECISION,
ADD COLUMN     "judgeEndpointId" UUID,
ADD COLUMN     "judgeFrom" DOUBLE PRECISION NOT NULL DEFAULT 0.25,
ADD COLUMN     "leakThreshold" DOUBLE PRECISION NOT NULL DEFAULT 0.5,
ADD COLUMN     "maskNumbers" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "Match" (
    "exemplarId" UUID NOT NULL,
    "against" "Against" NOT NULL,
    "matchId" UUID NOT NULL,
    "probability" DOUBLE PRECISION NOT NULL,
    "evidence" "Detector" NOT NULL,
    "exact" DOUBLE PRECISION NOT NULL,
    "wordEdit" DOUBLE PRECISION NOT NULL,
    "containment" DOUBLE PRECISION NOT NULL,
    "overlap" DOUBLE PRECISION NOT NULL,
    "template" DOUBLE PRECISION NOT NULL,
    "cosine" DOUBLE PRECISION NOT NULL,
    "spans" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "Match_pkey" PRIMARY KEY ("exemplarId","against")
);

-- CreateTable
CREATE TABLE "TestTextConsent" (
    "id" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "purpose" "TestTextPurpose" NOT NULL,
    "endpointId" UUID NOT NULL,
    "baseUrl" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "userId" UUID NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "withdrawnAt" TIMESTAMP(3),

    CONSTRAINT "TestTextConsent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "StoredVector" (
    "projectId" UUID NOT NULL,
    "embedder" TEXT NOT NULL,
    "digest" BYTEA NOT NULL,
    "vector" BYTEA NOT NULL,

    CONSTRAINT "StoredVector_pkey" PRIMARY KEY ("projectId","embedder","digest")
);

-- CreateTable
CREATE TABLE "LeakVerdict" (
    "exemplarId" UUID NOT NULL,
    "matchId" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "digest" TEXT NOT NULL,
    "verdict" "Verdict" NOT NULL,
    "reason" TEXT,
    "model" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "LeakVerdict_pkey" PRIMARY KEY ("exemplarId","matchId")
);

-- CreateTable
CREATE TABLE "Calibration" (
    "id" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "corpusKey" TEXT NOT NULL,
    "result" JSONB,
    "progress" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "error" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMP(3),

    CONSTRAINT "Calibration_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RevealPermission" (
    "projectId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "RevealPermission_pkey" PRIMARY KEY ("projectId","userId")
);

-- CreateTable
CREATE TABLE "Reveal" (
    "id" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "findingId" UUID,
    "exemplarNumber" INTEGER NOT NULL,
    "testRowId" UUID NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "userId" UUID NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Reveal_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Match_matchId_idx" ON "Match"("matchId");

-- CreateIndex
CREATE INDEX "TestTextConsent_projectId_purpose_idx" ON "TestTextConsent"("projectId", "purpose");

-- CreateIndex
CREATE INDEX "LeakVerdict_projectId_verdict_idx" ON "LeakVerdict"("projectId", "verdict");

-- CreateIndex
CREATE INDEX "Calibration_projectId_createdAt_idx" ON "Calibration"("projectId", "createdAt");

-- CreateIndex
CREATE INDEX "Reveal_projectId_createdAt_idx" ON "Reveal"("projectId", "createdAt");

-- CreateIndex
CREATE INDEX "Exemplar_projectId_leakProbability_number_idx" ON "Exemplar"("projectId", "leakProbability", "number");

-- CreateIndex
CREATE INDEX "Exemplar_projectId_clusterId_number_idx" ON "Exemplar"("projectId", "clusterId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "Finding_exemplarId_against_key" ON "Finding"("exemplarId", "against");

-- AddForeignKey
ALTER TABLE "Project" ADD CONSTRAINT "Project_embeddingEndpointId_fkey" FOREIGN KEY ("embeddingEndpointId") REFERENCES "Endpoint"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Project" ADD CONSTRAINT "Project_judgeEndpointId_fkey" FOREIGN KEY ("judgeEndpointId") REFERENCES "Endpoint"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Match" ADD CONSTRAINT "Match_exemplarId_fkey" FOREIGN KEY ("exemplarId") REFERENCES "Exemplar"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TestTextConsent" ADD CONSTRAINT "TestTextConsent_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TestTextConsent" ADD CONSTRAINT "TestTextConsent_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StoredVector" ADD CONSTRAINT "StoredVector_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LeakVerdict" ADD CONSTRAINT "LeakVerdict_exemplarId_fkey" FOREIGN KEY ("exemplarId") REFERENCES "Exemplar"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LeakVerdict" ADD CONSTRAINT "LeakVerdict_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Calibration" ADD CONSTRAINT "Calibration_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RevealPermission" ADD CONSTRAINT "RevealPermission_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RevealPermission" ADD CONSTRAINT "RevealPermission_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Reveal" ADD CONSTRAINT "Reveal_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Reveal" ADD CONSTRAINT "Reveal_findingId_fkey" FOREIGN KEY ("findingId") REFERENCES "Finding"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Reveal" ADD CONSTRAINT "Reveal_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE NO ACTION ON UPDATE CASCADE;
