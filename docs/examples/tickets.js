// SPDX-License-Identifier: MIT
// Creates, reads, closes and deletes a ticket with fetch, in Node as well as in a page. A page of another origin needs
// OsTicketAllowOrigin, and whoever opens it can read its key.
//   BASE_URL=https://help.example.com/api/v1 API_KEY=... node docs/examples/tickets.js
async function tickets(baseUrl, key, say) {
  async function call(method, query, body) {
    const headers = { "X-API-Key": key };
    if (body) headers["Content-Type"] = "application/json";
    const url = `${baseUrl}/tickets.php?${new URLSearchParams(query)}`;
    const response = await fetch(url, { method, headers, body: body && JSON.stringify(body) });
    const answer = await response.json();
    if (!response.ok) throw new Error(`${response.status} ${answer.code}: ${answer.error}`);
    return answer;
  }
  const ticket = { email: "jane@example.com", name: "Jane Doe", subject: "Printer", message: "It is on fire." };
  const { id } = await call("POST", {}, ticket);
  say(`created ${id}`);
  say(`subject ${(await call("GET", { id })).tickets[0].subject}`);
  await call("PATCH", { id }, { status_id: 3 });
  say(`status ${(await call("GET", { id })).tickets[0].status}`);
  await call("DELETE", { id });
  say(`deleted ${id}`);
}

if (typeof process !== "undefined") tickets(process.env.BASE_URL, process.env.API_KEY, console.log);
