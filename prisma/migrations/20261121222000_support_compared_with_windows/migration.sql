-- The next start writes the windows of these sets anew, and compares their support examples with them.
UPDATE "TestSet" s SET "windowSalt" = NULL
WHERE EXISTS (SELECT FROM "SupportExample" e WHERE e."projectId" = s."projectId");
