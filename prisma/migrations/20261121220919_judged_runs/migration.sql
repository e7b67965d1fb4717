-- AlterEnum
ALTER TYPE "Against" ADD VALUE 'label';

-- AlterEnum
ALTER TYPE "FindingKind" ADD VALUE 'labelDisagreement';

-- AlterTable
ALTER TABLE "Exemplar" ADD COLUMN     "judgeScore" INTEGER;

-- AlterTable
ALTER TABLE "Finding" ALTER COLUMN "matchId" DROP NOT NULL;

-- AlterTable
ALTER TABLE "Run" ADD COLUMN     "judgeCalls" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "judgeCompletionTokens" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "judgeEndpointId" UUID,
ADD COLUMN     "judgeInputPrice" DOUBLE PRECISION,
ADD COLUMN     "judgeModel" TEXT,
ADD COLUMN     "judgeOutputPrice" DOUBLE PRECISION,
ADD COLUMN     "judgePromptTokens" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "rubric" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "SupportExample" ADD COLUMN     "holdsTestWords" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "Assessment" (
    "exemplarId" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "runId" UUID NOT NULL,
    "digest" TEXT NOT NULL,
    "problem" TEXT,
    "score" INTEGER,
    "labelId" UUID,
    "confidence" DOUBLE PRECISION,
    "reason" TEXT NOT NULL DEFAULT '',
    "model" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Assessment_pkey" PRIMARY KEY ("exemplarId")
);

-- CreateIndex
CREATE INDEX "Assessment_runId_idx" ON "Assessment"("runId");

-- AddForeignKey
ALTER TABLE "Run" ADD CONSTRAINT "Run_judgeEndpointId_fkey" FOREIGN KEY ("judgeEndpointId") REFERENCES "Endpoint"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Assessment" ADD CONSTRAINT "Assessment_exemplarId_fkey" FOREIGN KEY ("exemplarId") REFERENCES "Exemplar"("id") ON DELETE CASCADE ON UPDATE CASCADE;
