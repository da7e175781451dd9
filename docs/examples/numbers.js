// SPDX-License-Identifier: MIT
// The numbers of a dashboard, with fetch: what is open and where, and the last days. A filter of lists may narrow them.
//   BASE_URL=https://help.example.com/api/v1 API_KEY=... node docs/examples/numbers.js [dept_id=1]
async function numbers(baseUrl, key, filter, say) {
  const response = await fetch(`${baseUrl}/stats?${filter}`, { headers: { "X-API-Key": key } });
  const answer = await response.json();
  if (!response.ok) throw new Error(`${response.status} ${answer.code}: ${answer.error}`);
  const { total, open, days } = answer.stats;
  say(`${open.count} of ${total} are open: ${open.overdue} overdue, ${open.unassigned} of nobody, ${open.unanswered} unanswered`);
  for (const department of open.departments) say(`${department.count} in ${department.name}`);
  for (const { day, created, closed, reopened } of days.slice(-7)) {
    say(`${day}: ${created} created, ${closed} closed, ${reopened} reopened`);
  }
}

if (typeof process !== "undefined") {
  numbers(process.env.BASE_URL, process.env.API_KEY, process.argv[2] ?? "", console.log);
}
