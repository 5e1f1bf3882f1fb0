// Every component in a browser: under the policy for content that the service sends, on three widths, in forced colours, on paper, without JavaScript.
// Takes the folder that `DARDR_GALLERY=folder cargo test --test all ui::` wrote.

import { createServer } from "node:http";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { extname, join } from "node:path";
import { expect, person } from "./browser.mjs";
import { tell } from "./stories.mjs";

const folder = process.argv[2];
const names = readdirSync(folder).filter((file) => file.endsWith(".html")).map((file) => file.replace(".html", ""));
const kinds = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".woff2": "font/woff2" };
const policy = "default-src 'none'; script-src 'self' 'nonce-bm9uY2U'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

const server = createServer((request, response) => {
  const path = new URL(request.url, "http://x").pathname;
  const file = join(folder, extname(path) ? path : `${path}.html`);
  if (!existsSync(file)) return response.writeHead(404).end();
  response.writeHead(200, { "content-type": kinds[extname(file)], "content-security-policy": policy }).end(readFileSync(file));
});
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
const address = `http://127.0.0.1:${server.address().port}`;

const everyPage = async (browser, how, look) => {
  const someone = await person(browser, address, how);
  for (const name of names) {
    await someone.open(`/${name}`);
    await look(someone, name);
  }
};

await tell([
  ["every component passes axe and stays within its window", (browser) => everyPage(browser, {}, async (someone, name) => {
    await someone.picture(`${name}-1280`);
    await someone.narrow();
  })],
  ["every component on a telephone", (browser) => everyPage(browser, { width: 390, height: 844 }, (someone, name) => someone.picture(`${name}-390`))],
  ["every component without JavaScript", (browser) => everyPage(browser, { javaScript: false }, async (someone) => {
    for (const hidden of await someone.page.locator("input:not([type=hidden]), select, textarea").all()) expect(await hidden.isVisible(), "a field cannot be seen without JavaScript");
  })],
  ["every component in the colours of the system", (browser) => everyPage(browser, { forcedColours: true }, async () => {})],
  ["every component on paper", (browser) => everyPage(browser, {}, async (someone, name) => {
    await someone.page.emulateMedia({ media: "print" });
    await someone.picture(`${name}-paper`);
    await someone.page.emulateMedia({ media: "screen" });
  })],
  ["the first thing the keyboard reaches is the way past the header", async (browser) => {
    const someone = await person(browser, address);
    await someone.open("/question");
    await someone.tabTo("link", "Skip to main content", 1);
    await someone.page.keyboard.press("Enter");
    await someone.tabTo("button", "Save and continue");
  }],
]);
server.close();
