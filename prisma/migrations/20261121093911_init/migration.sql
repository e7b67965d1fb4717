-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "TaskKind" AS ENUM ('classification', 'pair', 'dialogue', 'text');

-- CreateEnum
CREATE TYPE "RealSetKind" AS ENUM ('support', 'test');

-- CreateEnum
CREATE TYPE "RecipeKind" AS ENUM ('grammar', 'prompt');

-- CreateEnum
CREATE TYPE "Generator" AS ENUM ('builtIn', 'openai');

-- CreateEnum
CREATE TYPE "RunState" AS ENUM ('queued', 'running', 'done', 'doneWithFailures', 'cancelled', 'failed');

-- CreateEnum
CREATE TYPE "RunItemState" AS ENUM ('pending', 'claimed', 'produced', 'failed');

-- CreateEnum
CREATE TYPE "ExemplarStatus" AS ENUM ('pending', 'accepted', 'rejected');

-- CreateEnum
CREATE TYPE "Detector" AS ENUM ('exact', 'wordEdit', 'characterGrams', 'cosine');

-- CreateEnum
CREATE TYPE "Against" AS ENUM ('test', 'support', 'exemplar');

-- CreateEnum
CREATE TYPE "FindingKind" AS ENUM ('exactLeak', 'nearLeak', 'semanticLeak', 'supportCopy', 'duplicate');

-- CreateEnum
CREATE TYPE "FindingState" AS ENUM ('open', 'overridden');

-- CreateEnum
CREATE TYPE "DecisionKind" AS ENUM ('accept', 'reject', 'relabel', 'edit', 'reopen', 'override', 'undo');

-- CreateEnum
CREATE TYPE "ExportFormat" AS ENUM ('csv', 'jsonl');

-- CreateTable
CREATE TABLE "User" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "welcomedAt" TIMESTAMP(3),

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Endpoint" (
    "id" UUID NOT NULL,
    "ownerId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "baseUrl" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "encryptedKey" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Endpoint_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Project" (
    "id" UUID NOT NULL,
    "ownerId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "taskKind" "TaskKind" NOT NULL DEFAULT 'classification',
    "language" TEXT NOT NULL DEFAULT 'en',
    "cosineThreshold" DOUBLE PRECISION NOT NULL DEFAULT 0.85,
    "characterGramThreshold" DOUBLE PRECISION NOT NULL DEFAULT 0.75,
    "wordEditThreshold" DOUBLE PRECISION NOT NULL DEFAULT 0.5,
    "lastExemplarNumber" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Project_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Label" (
    "id" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "colour" TEXT NOT NULL,
    "hotkey" TEXT,
    "position" INTEGER NOT NULL,

    CONSTRAINT "Label_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Import" (
    "id" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "kind" "RealSetKind" NOT NULL,
    "sourceName" TEXT NOT NULL,
    "rowsRead" INTEGER NOT NULL,
    "rowsAdded" INTEGER NOT NULL,
    "duplicates" INTEGER NOT NULL,
    "labelsCreated" TEXT[],
    "refused" JSONB NOT NULL DEFAULT '[]',
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Import_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SupportExample" (
    "id" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "labelId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "normalised" TEXT NOT NULL,
    "saysTestRow" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "SupportExample_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TestSet" (
    "projectId" UUID NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "rowCount" INTEGER NOT NULL,
    "sealedById" UUID NOT NULL,
    "sealedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "TestSet_pkey" PRIMARY KEY ("projectId")
);

-- CreateTable
CREATE TABLE "TestRow" (
    "id" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "labelId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "normalised" TEXT NOT NULL,

    CONSTRAINT "TestRow_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Vocabulary" (
    "id" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Vocabulary_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "VocabularyEntry" (
    "id" UUID NOT NULL,
    "vocabularyId" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "weight" DOUBLE PRECISION NOT NULL DEFAULT 1,
    "position" INTEGER NOT NULL,

    CONSTRAINT "VocabularyEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "VocabularyEntryLabel" (
    "entryId" UUID NOT NULL,
    "labelId" UUID NOT NULL,

    CONSTRAINT "VocabularyEntryLabel_pkey" PRIMARY KEY ("entryId","labelId")
);

-- CreateTable
CREATE TABLE "Recipe" (
    "id" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Recipe_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RecipeVersion" (
    "id" UUID NOT NULL,
    "recipeId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "kind" "RecipeKind" NOT NULL,
    "template" TEXT NOT NULL,
    "systemMessage" TEXT NOT NULL DEFAULT '',
    "instructions" JSONB NOT NULL DEFAULT '{}',
    "demonstrations" INTEGER NOT NULL DEFAULT 0,
    "temperature" DOUBLE PRECISION NOT NULL DEFAULT 1,
    "topP" DOUBLE PRECISION NOT NULL DEFAULT 1,
    "maxTokens" INTEGER NOT NULL DEFAULT 256,
    "augmentation" JSONB NOT NULL DEFAULT '{}',
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "RecipeVersion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Run" (
    "id" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "recipeVersionId" UUID NOT NULL,
    "generator" "Generator" NOT NULL,
    "endpointId" UUID,
    "model" TEXT NOT NULL,
    "seed" INTEGER NOT NULL,
    "concurrency" INTEGER NOT NULL,
    "state" "RunState" NOT NULL DEFAULT 'queued',
    "error" TEXT,
    "targets" JSONB NOT NULL,
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "plannedAt" TIMESTAMP(3),
    "startedAt" TIMESTAMP(3),
    "finishedAt" TIMESTAMP(3),

    CONSTRAINT "Run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RunItem" (
    "id" UUID NOT NULL,
    "runId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "labelId" UUID NOT NULL,
    "seed" INTEGER NOT NULL,
    "slots" JSONB NOT NULL,
    "messages" JSONB NOT NULL,
    "state" "RunItemState" NOT NULL DEFAULT 'pending',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "claimedAt" TIMESTAMP(3),
    "errorCode" TEXT,
    "error" TEXT,
    "reply" TEXT,
    "latencyMs" INTEGER,
    "finishedAt" TIMESTAMP(3),

    CONSTRAINT "RunItem_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Exemplar" (
    "id" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "runId" UUID NOT NULL,
    "runItemId" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "originalText" TEXT NOT NULL,
    "labelId" UUID NOT NULL,
    "intendedLabelId" UUID NOT NULL,
    "status" "ExemplarStatus" NOT NULL DEFAULT 'pending',
    "revision" INTEGER NOT NULL DEFAULT 0,
    "screenedAt" TIMESTAMP(3),
    "similarity" DOUBLE PRECISION,
    "openFindings" INTEGER NOT NULL DEFAULT 0,
    "openLeaks" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decidedAt" TIMESTAMP(3),

    CONSTRAINT "Exemplar_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SimilarityScore" (
    "exemplarId" UUID NOT NULL,
    "detector" "Detector" NOT NULL,
    "against" "Against" NOT NULL,
    "score" DOUBLE PRECISION NOT NULL,
    "matchId" UUID NOT NULL,
    "spans" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "SimilarityScore_pkey" PRIMARY KEY ("exemplarId","detector","against")
);

-- CreateTable
CREATE TABLE "Finding" (
    "id" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "exemplarId" UUID NOT NULL,
    "kind" "FindingKind" NOT NULL,
    "detector" "Detector" NOT NULL,
    "against" "Against" NOT NULL,
    "score" DOUBLE PRECISION NOT NULL,
    "threshold" DOUBLE PRECISION NOT NULL,
    "matchId" UUID NOT NULL,
    "state" "FindingState" NOT NULL DEFAULT 'open',
    "overrideReason" TEXT,
    "overriddenById" UUID,
    "overriddenAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Finding_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Decision" (
    "id" UUID NOT NULL,
    "sequence" BIGSERIAL NOT NULL,
    "projectId" UUID NOT NULL,
    "exemplarId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "batchId" UUID NOT NULL,
    "kind" "DecisionKind" NOT NULL,
    "undoesId" UUID,
    "fromStatus" "ExemplarStatus" NOT NULL,
    "toStatus" "ExemplarStatus" NOT NULL,
    "fromLabelId" UUID NOT NULL,
    "toLabelId" UUID NOT NULL,
    "fromText" TEXT,
    "toText" TEXT,
    "reason" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Decision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Export" (
    "id" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "format" "ExportFormat" NOT NULL,
    "columns" TEXT[],
    "rowCount" INTEGER NOT NULL,
    "leftOut" JSONB NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Export_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ExportRow" (
    "exportId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "exemplarId" UUID NOT NULL,
    "data" JSONB NOT NULL,

    CONSTRAINT "ExportRow_pkey" PRIMARY KEY ("exportId","position")
);

-- CreateIndex
CREATE UNIQUE INDEX "Endpoint_ownerId_name_key" ON "Endpoint"("ownerId", "name");

-- CreateIndex
CREATE UNIQUE INDEX "Project_ownerId_name_key" ON "Project"("ownerId", "name");

-- CreateIndex
CREATE UNIQUE INDEX "Label_projectId_name_key" ON "Label"("projectId", "name");

-- CreateIndex
CREATE UNIQUE INDEX "Label_projectId_hotkey_key" ON "Label"("projectId", "hotkey");

-- CreateIndex
CREATE INDEX "Import_projectId_createdAt_idx" ON "Import"("projectId", "createdAt");

-- CreateIndex
CREATE INDEX "SupportExample_projectId_labelId_idx" ON "SupportExample"("projectId", "labelId");

-- CreateIndex
CREATE UNIQUE INDEX "SupportExample_projectId_position_key" ON "SupportExample"("projectId", "position");

-- CreateIndex
CREATE INDEX "TestRow_projectId_labelId_idx" ON "TestRow"("projectId", "labelId");

-- CreateIndex
CREATE UNIQUE INDEX "TestRow_projectId_position_key" ON "TestRow"("projectId", "position");

-- CreateIndex
CREATE UNIQUE INDEX "Vocabulary_projectId_name_key" ON "Vocabulary"("projectId", "name");

-- CreateIndex
CREATE INDEX "VocabularyEntry_vocabularyId_position_idx" ON "VocabularyEntry"("vocabularyId", "position");

-- CreateIndex
CREATE INDEX "VocabularyEntryLabel_labelId_idx" ON "VocabularyEntryLabel"("labelId");

-- CreateIndex
CREATE UNIQUE INDEX "Recipe_projectId_name_key" ON "Recipe"("projectId", "name");

-- CreateIndex
CREATE UNIQUE INDEX "RecipeVersion_recipeId_number_key" ON "RecipeVersion"("recipeId", "number");

-- CreateIndex
CREATE INDEX "Run_state_idx" ON "Run"("state");

-- CreateIndex
CREATE UNIQUE INDEX "Run_projectId_number_key" ON "Run"("projectId", "number");

-- CreateIndex
CREATE INDEX "RunItem_runId_state_position_idx" ON "RunItem"("runId", "state", "position");

-- CreateIndex
CREATE UNIQUE INDEX "RunItem_runId_position_key" ON "RunItem"("runId", "position");

-- CreateIndex
CREATE UNIQUE INDEX "Exemplar_runItemId_key" ON "Exemplar"("runItemId");

-- CreateIndex
CREATE INDEX "Exemplar_projectId_status_number_idx" ON "Exemplar"("projectId", "status", "number");

-- CreateIndex
CREATE INDEX "Exemplar_projectId_labelId_number_idx" ON "Exemplar"("projectId", "labelId", "number");

-- CreateIndex
CREATE INDEX "Exemplar_projectId_similarity_number_idx" ON "Exemplar"("projectId", "similarity", "number");

-- CreateIndex
CREATE INDEX "Exemplar_projectId_openFindings_number_idx" ON "Exemplar"("projectId", "openFindings", "number");

-- CreateIndex
CREATE INDEX "Exemplar_projectId_decidedAt_number_idx" ON "Exemplar"("projectId", "decidedAt", "number");

-- CreateIndex
CREATE INDEX "Exemplar_runId_number_idx" ON "Exemplar"("runId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "Exemplar_projectId_number_key" ON "Exemplar"("projectId", "number");

-- CreateIndex
CREATE INDEX "SimilarityScore_matchId_idx" ON "SimilarityScore"("matchId");

-- CreateIndex
CREATE INDEX "Finding_projectId_kind_state_idx" ON "Finding"("projectId", "kind", "state");

-- CreateIndex
CREATE UNIQUE INDEX "Finding_exemplarId_detector_against_key" ON "Finding"("exemplarId", "detector", "against");

-- CreateIndex
CREATE UNIQUE INDEX "Decision_sequence_key" ON "Decision"("sequence");

-- CreateIndex
CREATE INDEX "Decision_projectId_sequence_idx" ON "Decision"("projectId", "sequence");

-- CreateIndex
CREATE INDEX "Decision_exemplarId_sequence_idx" ON "Decision"("exemplarId", "sequence");

-- CreateIndex
CREATE INDEX "Decision_batchId_idx" ON "Decision"("batchId");

-- CreateIndex
CREATE UNIQUE INDEX "Export_projectId_number_key" ON "Export"("projectId", "number");

-- AddForeignKey
ALTER TABLE "Endpoint" ADD CONSTRAINT "Endpoint_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Project" ADD CONSTRAINT "Project_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Label" ADD CONSTRAINT "Label_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Import" ADD CONSTRAINT "Import_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SupportExample" ADD CONSTRAINT "SupportExample_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SupportExample" ADD CONSTRAINT "SupportExample_labelId_fkey" FOREIGN KEY ("labelId") REFERENCES "Label"("id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TestSet" ADD CONSTRAINT "TestSet_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TestRow" ADD CONSTRAINT "TestRow_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TestRow" ADD CONSTRAINT "TestRow_labelId_fkey" FOREIGN KEY ("labelId") REFERENCES "Label"("id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Vocabulary" ADD CONSTRAINT "Vocabulary_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "VocabularyEntry" ADD CONSTRAINT "VocabularyEntry_vocabularyId_fkey" FOREIGN KEY ("vocabularyId") REFERENCES "Vocabulary"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "VocabularyEntryLabel" ADD CONSTRAINT "VocabularyEntryLabel_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "VocabularyEntry"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "VocabularyEntryLabel" ADD CONSTRAINT "VocabularyEntryLabel_labelId_fkey" FOREIGN KEY ("labelId") REFERENCES "Label"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Recipe" ADD CONSTRAINT "Recipe_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RecipeVersion" ADD CONSTRAINT "RecipeVersion_recipeId_fkey" FOREIGN KEY ("recipeId") REFERENCES "Recipe"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Run" ADD CONSTRAINT "Run_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Run" ADD CONSTRAINT "Run_recipeVersionId_fkey" FOREIGN KEY ("recipeVersionId") REFERENCES "RecipeVersion"("id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Run" ADD CONSTRAINT "Run_endpointId_fkey" FOREIGN KEY ("endpointId") REFERENCES "Endpoint"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RunItem" ADD CONSTRAINT "RunItem_runId_fkey" FOREIGN KEY ("runId") REFERENCES "Run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RunItem" ADD CONSTRAINT "RunItem_labelId_fkey" FOREIGN KEY ("labelId") REFERENCES "Label"("id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Exemplar" ADD CONSTRAINT "Exemplar_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Exemplar" ADD CONSTRAINT "Exemplar_runId_fkey" FOREIGN KEY ("runId") REFERENCES "Run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Exemplar" ADD CONSTRAINT "Exemplar_runItemId_fkey" FOREIGN KEY ("runItemId") REFERENCES "RunItem"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Exemplar" ADD CONSTRAINT "Exemplar_labelId_fkey" FOREIGN KEY ("labelId") REFERENCES "Label"("id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Exemplar" ADD CONSTRAINT "Exemplar_intendedLabelId_fkey" FOREIGN KEY ("intendedLabelId") REFERENCES "Label"("id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SimilarityScore" ADD CONSTRAINT "SimilarityScore_exemplarId_fkey" FOREIGN KEY ("exemplarId") REFERENCES "Exemplar"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Finding" ADD CONSTRAINT "Finding_exemplarId_fkey" FOREIGN KEY ("exemplarId") REFERENCES "Exemplar"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Decision" ADD CONSTRAINT "Decision_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Decision" ADD CONSTRAINT "Decision_exemplarId_fkey" FOREIGN KEY ("exemplarId") REFERENCES "Exemplar"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Decision" ADD CONSTRAINT "Decision_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Export" ADD CONSTRAINT "Export_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ExportRow" ADD CONSTRAINT "ExportRow_exportId_fkey" FOREIGN KEY ("exportId") REFERENCES "Export"("id") ON DELETE CASCADE ON UPDATE CASCADE;
