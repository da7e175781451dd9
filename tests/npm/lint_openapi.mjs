// SPDX-License-Identifier: MIT
// Lints an OpenAPI description: lint_openapi.mjs FILE; exit status 1 when there is a problem.
import { createConfig, formatProblems, getTotals, lint } from "@redocly/openapi-core";

const config = await createConfig({
  extends: ["recommended-strict"],
  // OPTIONS takes nothing that could be wrong.
  rules: { "operation-4xx-response": "off" },
});
const problems = await lint({ ref: process.argv[2], config });
formatProblems(problems, { format: "stylish", totals: getTotals(problems), version: "" });
process.exit(problems.length ? 1 : 0);
