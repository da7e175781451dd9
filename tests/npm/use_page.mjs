// SPDX-License-Identifier: MIT
// Uses the page of the API as a person would: use_page.mjs ADDRESS KEY FOLDER
// Fills in the key, lists tickets, creates one; screenshots go to FOLDER. Prints what happened as JSON.
import { chromium } from "playwright-core";

const [address, key, folder] = process.argv.slice(2);
const seen = { asked: [], complaints: [], listed: null, created: null };
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

  const call = async (operation, before) => {
    const block = page.locator(`#operations-Tickets-${operation}`);
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
} finally {
  await browser.close();
}
console.log(JSON.stringify(seen));
