-- CreateEnum
CREATE TYPE "EndpointFlavour" AS ENUM ('openai', 'azure');

-- CreateEnum
CREATE TYPE "RunGoal" AS ENUM ('produced', 'passing');

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "RunState" ADD VALUE 'draft';
ALTER TYPE "RunState" ADD VALUE 'paused';
ALTER TYPE "RunState" ADD VALUE 'stoppedByBudget';

-- AlterTable
ALTER TABLE "Endpoint" ADD COLUMN     "apiVersion" TEXT,
ADD COLUMN     "flavour" "EndpointFlavour" NOT NULL DEFAULT 'openai',
ADD COLUMN     "inputPrice" DOUBLE PRECISION,
ADD COLUMN     "mostAtOnce" INTEGER,
ADD COLUMN     "outputPrice" DOUBLE PRECISION,
ADD COLUMN     "requestsPerMinute" INTEGER,
ADD COLUMN     "takesSchema" BOOLEAN,
ADD COLUMN     "takesSeed" BOOLEAN,
ADD COLUMN     "tokensPerMinute" INTEGER;

-- AlterTable
ALTER TABLE "Run" ADD COLUMN     "answered" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "budgetCalls" INTEGER,
ADD COLUMN     "budgetCost" DOUBLE PRECISION,
ADD COLUMN     "budgetTokens" INTEGER,
ADD COLUMN     "calls" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "completionTokens" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "goal" "RunGoal" NOT NULL DEFAULT 'produced',
ADD COLUMN     "inputPrice" DOUBLE PRECISION,
ADD COLUMN     "labelEnds" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "latencyMs" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "outputPrice" DOUBLE PRECISION,
ADD COLUMN     "planned" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "promptTokens" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "reused" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "reusesReplies" BOOLEAN NOT NULL DEFAULT true;

-- AlterTable
ALTER TABLE "RunItem" ADD COLUMN     "claimedBy" UUID,
ADD COLUMN     "completionTokens" INTEGER,
ADD COLUMN     "promptTokens" INTEGER,
ADD COLUMN     "reused" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "TestSet" ADD COLUMN     "windowSalt" BYTEA;

-- CreateTable
CREATE TABLE "TestWindow" (
    "projectId" UUID NOT NULL,
    "digest" BYTEA NOT NULL,
    "alone" BOOLEAN NOT NULL,

    CONSTRAINT "TestWindow_pkey" PRIMARY KEY ("projectId","digest","alone")
);

-- CreateTable
CREATE TABLE "StoredReply" (
    "projectId" UUID NOT NULL,
    "key" BYTEA NOT NULL,
    "raw" TEXT NOT NULL,
    "promptTokens" INTEGER,
    "completionTokens" INTEGER,
    "latencyMs" INTEGER NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "StoredReply_pkey" PRIMARY KEY ("projectId","key")
);

-- CreateTable
CREATE TABLE "Worker" (
    "id" UUID NOT NULL,
    "host" TEXT NOT NULL,
    "startedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "seenAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Worker_pkey" PRIMARY KEY ("id")
);

-- AddForeignKey
ALTER TABLE "TestWindow" ADD CONSTRAINT "TestWindow_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StoredReply" ADD CONSTRAINT "StoredReply_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE CASCADE ON UPDATE CASCADE;
