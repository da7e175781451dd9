// SPDX-License-Identifier: MIT
// Uses the page of the API as a person would: use_page.mjs ADDRESS KEY FOLDER AGENT
// Fills in the key, lists tickets, creates one, answers it and adds a note in the name of the agent, looks at it, asks for the
// numbers and the changes, sends a ticket with a file and asks for the file; screenshots go to FOLDER. Prints what happened as JSON.
import { chromium } from "playwright-core";

const [address, key, folder, agent] = process.argv.slice(2);
const seen = { asked: [], complaints: [], listed: null, created: null, replied: null, noted: null, shown: null,
               counted: null, changed: null, uploaded: null, downloaded: null };
const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
         "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"],
});
try {
  const page = await browser.newPage({ viewport: { width: 1200, height: 800 } });
  page.setDefaultTimeout(60000);
  page.on("request", (request) => seen.asked.push(request.url()));
  page.on("console", (message) => message.type() === "error" && seen.complaints.push(message.text()));
  page.on("pageerror", (error) => seen.complaints.push(String(error)));
  await page.goto(address);

  await page.locator("button.authorize").first().click();
  await page.locator(".auth-container input").fill(key);
  await page.locator(".auth-container button.authorize").click();
  await page.locator(".btn-done").click();
  await page.screenshot({ path: `${folder}/docs-page.png` });

  const call = async (operation, before, tag = "Tickets") => {
    const block = page.locator(`#operations-${tag}-${operation}`);
    await block.locator(".opblock-summary-control").click();
    await before(block);
    await block.locator("button.execute").click();
    const status = block.locator(".live-responses-table tr.response td.response-col_status").first();
    await status.waitFor();
    return { block, status: (await status.innerText()).trim().split(/\s/)[0],
             text: await block.locator(".live-responses-table tr.response .response-col_description").first().innerText() };
  };
  const listed = await call("listTickets", async (block) => {
    await block.locator('tr[data-param-name="per_page"] input[type="text"]').fill("1");
  });
  seen.listed = { status: listed.status, text: listed.text };
  await listed.block.locator(".opblock-summary-control").click();
  const created = await call("createTicket", async (block) => {
    await block.locator("textarea.body-param__text").fill(JSON.stringify({
      email: "jane@example.com", name: "Jane Doe", subject: "From the page", message: "It is on fire." }, null, 2));
  });
  seen.created = { status: created.status, text: created.text };
  await created.block.locator(".responses-wrapper").scrollIntoViewIfNeeded();
  await page.screenshot({ path: `${folder}/docs-page-create.png` });
  await created.block.locator(".opblock-summary-control").click();

  const id = /"id": *([0-9]+)/.exec(created.text)[1];
  const parameter = (block, name) => block.locator(`tr[data-param-name="${name}"] input[type="text"]`);
  const post = async (operation, message) => {
    const posted = await call(operation, async (block) => {
      await parameter(block, "id").fill(id);
      await parameter(block, "X-Staff-Id").fill(agent);
      await block.locator("textarea.body-param__text").fill(JSON.stringify({ message }));
    }, "Actions");
    await posted.block.locator(".opblock-summary-control").click();
    return { status: posted.status, text: posted.text };
  };
  seen.replied = await post("postReply", "The extinguisher is on its way.");
  seen.noted = await post("postNote", "It is the third one this week.");
  const shown = await call("showTicket", async (block) => { await parameter(block, "id").fill(id); });
  seen.shown = { status: shown.status, text: shown.text };
  await shown.block.locator(".responses-wrapper").scrollIntoViewIfNeeded();
  await page.screenshot({ path: `${folder}/docs-page-ticket.png` });
  await shown.block.locator(".opblock-summary-control").click();

  const report = async (operation, name, value) => {
    const read = await call(operation, async (block) => { await parameter(block, name).fill(value); }, "Reports");
    await read.block.locator(".opblock-summary-control").click();
    return { status: read.status, text: read.text };
  };
  seen.counted = await report("showStats", "id", id);
  seen.changed = await report("listChanges", "since", "2025-01-01");

  const uploaded = await call("createTicket", async (block) => {
    await block.locator("button.btn-clear").click();
    await block.locator(".opblock-section-request-body select").first().selectOption("multipart/form-data");
    await block.locator('tr[data-property-name="ticket"] textarea').fill(JSON.stringify({
      email: "jane@example.com", name: "Jane Doe", subject: "With a file", message: "It is on the picture." }));
    await block.locator('input[type="file"]').setInputFiles({ name: "fire.txt", mimeType: "text/plain", buffer: Buffer.from("Red.") });
  });
  seen.uploaded = { status: uploaded.status, text: uploaded.text };
  const ticket = /"id": *([0-9]+)/.exec(uploaded.text)[1];
  const answer = await fetch(new URL(`../tickets.php/${ticket}?include=attachments`, address), { headers: { "X-API-Key": key } });
  const file = (await answer.json()).ticket.responses[0].attachments[0].file_id;
  const downloaded = await call("downloadFile", async (block) => {
    await parameter(block, "id").fill(ticket);
    await parameter(block, "file_id").fill(String(file));
  });
  seen.downloaded = { status: downloaded.status, text: downloaded.text };
} finally {
  await browser.close();
}
console.log(JSON.stringify(seen));
