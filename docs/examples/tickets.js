// SPDX-License-Identifier: MIT
// Creates a ticket with a file, reads it and the file, closes and deletes it with fetch, in Node as well as in a page; with
// STAFF_ID, an agent for whom the key acts, it is answered, noted and assigned before. A page of another origin needs
// OsTicketAllowOrigin, and whoever opens it can read its key.
//   BASE_URL=https://help.example.com/api/v1 API_KEY=... [STAFF_ID=12] node docs/examples/tickets.js
async function tickets(baseUrl, key, say, staffId) {
  async function send(method, path, body) {
    const headers = { "X-API-Key": key };
    if (staffId) headers["X-Staff-Id"] = staffId;
    // A form names its type, with its boundary, by itself.
    const isForm = body instanceof FormData;
    if (body && !isForm) headers["Content-Type"] = "application/json";
    const url = `${baseUrl}/tickets.php${path}`;
    const response = await fetch(url, { method, headers, body: isForm ? body : body && JSON.stringify(body) });
    if (response.ok) return response;
    const error = await response.json();
    throw new Error(`${response.status} ${error.code}: ${error.error}`);
  }
  const call = async (method, query, body) => (await send(method, `?${new URLSearchParams(query)}`, body)).json();
  const ticket = { email: "jane@example.com", name: "Jane Doe", subject: "Printer", message: "It is on fire." };
  const form = new FormData();
  form.append("ticket", JSON.stringify(ticket));
  form.append("files", new Blob(["It burns since noon.\n"], { type: "text/plain" }), "note.txt");
  const { id } = await call("POST", {}, form);
  say(`created ${id}`);
  const [first] = (await call("GET", { id, include: "attachments" })).tickets[0].responses;
  const file = await send("GET", `/${id}/attachments/${first.attachments[0].file_id}`);
  say(`downloaded ${(await file.arrayBuffer()).byteLength} bytes`);
  say(`subject ${(await call("GET", { id })).tickets[0].subject}`);
  if (staffId) {
    await send("POST", `/${id}/replies`, { message: "We are on our way." });
    say("answered");
    await send("POST", `/${id}/notes`, { title: "Printer", message: "Bring the extinguisher." });
    say("noted");
    await send("PATCH", `/${id}`, { staff_id: Number(staffId), comments: "Mine." });
    say("assigned");
  }
  await call("PATCH", { id }, { status_id: 3 });
  say(`status ${(await call("GET", { id })).tickets[0].status}`);
  await call("DELETE", { id });
  say(`deleted ${id}`);
}

if (typeof process !== "undefined") {
  tickets(process.env.BASE_URL, process.env.API_KEY, console.log, process.env.STAFF_ID);
}
