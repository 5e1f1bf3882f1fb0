// A person with a browser: opens pages, fills in forms by the words that stand beside the fields, and reads what comes.
// Every page that is visited is scanned with axe for WCAG 2.2 AA, and anything that the browser complains of fails the story.

import { readFileSync, mkdirSync, mkdtempSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"];

export const pictures = process.env.DARDR_PICTURES ?? mkdtempSync(join(tmpdir(), "dardr-pictures-"));
mkdirSync(pictures, { recursive: true });

export class Failure extends Error {}
export const expect = (truth, sentence) => {
  if (!truth) throw new Failure(sentence);
};

/** The browser itself; close it at the end. */
export const launch = () => chromium.launch({ executablePath: process.env.DARDR_CHROMIUM ?? "/usr/bin/chromium", args: FLAGS });

/** A person at `address`. `how` may hold: javaScript (false for none), width, height, forcedColours. */
export async function person(browser, address, how = {}) {
  const context = await browser.newContext({
    baseURL: address,
    javaScriptEnabled: how.javaScript !== false,
    viewport: { width: how.width ?? 1280, height: how.height ?? 900 },
    forcedColors: how.forcedColours ? "active" : "none",
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  return new Person(context, page, address, how);
}

export class Person {
  /** Addresses seen and scanned, without their ids. */
  seen = new Set();
  complaints = [];

  constructor(context, page, address, how) {
    Object.assign(this, { context, page, address, how });
    page.on("console", (message) => {
      // A page that is refused on purpose is also told of by the browser; the story itself expects its status.
      const refused = /Failed to load resource: the server responded with a status of 4(03|04|09|13|22|29)/.test(message.text());
      if (["error", "warning"].includes(message.type()) && !refused) this.complaints.push(`${page.url()}: ${message.text()}`);
    });
    page.on("pageerror", (error) => this.complaints.push(`${page.url()}: ${error.message}`));
    page.on("request", (request) => {
      if (!request.url().startsWith(address) && !request.url().startsWith("data:")) this.complaints.push(`asked for ${request.url()}, which is not ours`);
    });
  }

  /** Opens an address of the service and looks at what comes. */
  async open(path, status = 200) {
    const response = await this.page.goto(path);
    expect(response.status() === status, `${path} answered ${response.status()} and not ${status}`);
    await this.look();
  }

  async signIn(email, password) {
    await this.open("/sign-in");
    await this.fill("Email address", email);
    await this.fill("Password", password);
    await this.press("Sign in");
  }

  async signOut() {
    await this.press("Sign out");
  }

  /** Fills the field with this label. */
  async fill(label, value) {
    await this.field(label).fill(value);
  }

  /** Fills day, month and year of the date with this legend; the date is written 2026-03-27. */
  async fillDate(legend, date) {
    const [year, month, day] = date.split("-").map(Number);
    const group = this.page.getByRole("group", { name: legend });
    await group.getByLabel("Day").fill(String(day));
    await group.getByLabel("Month").fill(String(month));
    await group.getByLabel("Year").fill(String(year));
  }

  /** Ticks a box or chooses a radio; `question` is the legend when the same answer stands under several. */
  async choose(answer, question) {
    const where = question ? this.page.getByRole("group", { name: question }) : this.page;
    await where.getByLabel(answer, { exact: true }).check();
  }

  async select(label, option) {
    await this.field(label).selectOption({ label: option });
  }

  async attach(label, files) {
    await this.field(label).setInputFiles(files);
  }

  field(label) {
    return this.page.getByLabel(label, { exact: true }).or(this.page.getByLabel(`${label} (optional)`, { exact: true })).first();
  }

  /** Presses the button with these words, and looks at the page that comes. */
  async press(words) {
    await this.leave(() => this.page.getByRole("button", { name: words, exact: true }).first().click());
  }

  /** Follows the link with these words, and looks at the page that comes. */
  async follow(words) {
    await this.leave(() => this.page.getByRole("link", { name: words }).first().click());
  }

  /** Does what leads to another page, and waits for it. A form is shown again under the address it was sent to, so the address says nothing. */
  async leave(act) {
    const loaded = this.page.waitForEvent("load", { timeout: 30_000 });
    await act();
    await loaded;
    await this.look();
  }

  async expectHeading(words) {
    const heading = (await this.page.locator("h1").innerText()).replace(/\s+/g, " ").trim();
    expect(heading.includes(words), `the heading is "${heading}" and not "${words}" (${this.page.url()})`);
  }

  async expectText(words) {
    const text = (await this.page.locator("body").innerText()).replace(/\s+/g, " ");
    expect(text.includes(words), `"${words}" is not on the page ${this.page.url()}`);
  }

  async expectNoText(words) {
    const text = (await this.page.locator("body").innerText()).replace(/\s+/g, " ");
    expect(!text.includes(words), `"${words}" is on the page ${this.page.url()} and must not be`);
  }

  /** The error summary holds this sentence, and its link leads to a field that takes the cursor. */
  async expectError(sentence) {
    const link = this.page.locator(".govuk-error-summary").getByRole("link", { name: sentence });
    expect((await link.count()) === 1, `the error "${sentence}" is not shown (${this.page.url()})`);
    const target = await link.getAttribute("href");
    expect((await this.page.locator(target).count()) === 1, `the error "${sentence}" leads nowhere`);
  }

  async picture(name, whole = true) {
    await this.page.screenshot({ path: join(pictures, `${name}.png`), fullPage: whole });
  }

  /** Scans the page; fails on anything that axe finds, on what the browser complained of, and on a page wider than its window. */
  async look() {
    if (this.how.javaScript !== false) await this.scan();
    await this.expectNoSidewaysScroll();
    expect(this.complaints.length === 0, `the browser complains: ${this.complaints.join("; ")}`);
    this.seen.add(this.page.url().replace(this.address, "").replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ":id"));
  }

  async scan() {
    if (!(await this.page.evaluate(() => document.contentType === "text/html"))) return;
    await this.page.evaluate(AXE);
    const found = await this.page.evaluate((rules) => axe.run(document, { runOnly: { type: "tag", values: rules }, resultTypes: ["violations"] }), RULES);
    // The Design System marks a choice that opens more fields with aria-expanded, which ARIA has no place for on a radio. Screen readers that
    // know it say it, the others leave it out; its authors keep it on purpose (govuk-frontend issue 979).
    const known = (rule, node) => rule.id === "aria-allowed-attr" && /govuk-(radios|checkboxes)__input/.test(node.html);
    const violations = found.violations.map((rule) => ({ ...rule, nodes: rule.nodes.filter((node) => !known(rule, node)) })).filter((rule) => rule.nodes.length > 0);
    const words = violations.map((each) => `${each.id} (${each.help}): ${each.nodes.slice(0, 3).map((node) => node.html).join(" … ")}`);
    expect(words.length === 0, `axe on ${this.page.url()}: ${words.join("\n    ")}`);
  }

  /** WCAG 1.4.10: at a width of 320 CSS pixels, which is 1280 at 400 %, nothing needs sideways scrolling but tables and pictures. */
  async expectNoSidewaysScroll() {
    const over = await this.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(over <= 0, `${this.page.url()} is ${over} pixels wider than its window of ${this.page.viewportSize().width}`);
  }

  /** The same page on a telephone and at 400 %. */
  async narrow() {
    const size = this.page.viewportSize();
    for (const width of [390, 320]) {
      await this.page.setViewportSize({ width, height: 800 });
      await this.look();
    }
    await this.page.setViewportSize(size);
  }

  /** Goes on with the Tab key until the thing with this role and these words has the focus, which must be seen. */
  async tabTo(role, words, most = 80) {
    const wanted = this.page.getByRole(role, { name: words, exact: true }).first();
    for (let at = 0; at < most; at += 1) {
      await this.page.keyboard.press("Tab");
      if (await wanted.evaluate((element) => element === document.activeElement)) {
        const shown = await wanted.evaluate((element) => {
          const style = getComputedStyle(element);
          return style.outlineStyle !== "none" || style.boxShadow !== "none" || style.borderColor !== "";
        });
        expect(shown, `the focus on "${words}" cannot be seen`);
        return;
      }
    }
    throw new Failure(`"${words}" cannot be reached with the keyboard on ${this.page.url()}`);
  }

  /** Presses the button or follows the link with these words, with the keyboard alone. */
  async pressByKeyboard(role, words) {
    await this.tabTo(role, words);
    await this.leave(() => this.page.keyboard.press("Enter"));
  }

  async leaveForGood() {
    await this.context.close();
  }
}
