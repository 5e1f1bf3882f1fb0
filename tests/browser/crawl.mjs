// Signs in as each person of the demonstration and visits every page that links lead to: no link may be dead, no page may fail axe,
// nothing may be wider than a telephone at 400 %, and the browser may complain of nothing. Lists the pages that were seen.
// Takes the address of the service and a file with the people: [{ "email", "password", "name" }].

import { readFileSync } from "node:fs";
import { Failure, expect, person } from "./browser.mjs";
import { tell } from "./stories.mjs";

const [address, file] = process.argv.slice(2);
const people = JSON.parse(readFileSync(file, "utf8"));

/** Pages of one kind that are visited for one person; a list of a thousand reviews is one kind of page. */
const MOST_OF_A_KIND = 1;
const MOST = 200;

const kind = (path) => path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ":id").replace(/\d+/g, ":n").replace(/[?#].*$/, "");

/** Kinds that were looked at on narrow windows, and of which there is a picture, whoever saw them first. */
const pictured = new Set();

async function links(someone) {
  const found = await someone.page.locator("a[href]").evaluateAll((all) => all.map((link) => link.href));
  return found.filter((href) => href.startsWith(address)).map((href) => href.slice(address.length).replace(/#.*$/, "") || "/");
}

/** Opens a link; whether it led to a page, and not to a file. */
async function visit(someone, path, from) {
  // A paper opens in the browser's own viewer, which is not ours to look at: it must be there, and that is all.
  if (/\/papers\/(?!new\/)[^/]+/.test(path)) {
    const paper = await someone.page.request.get(address + path);
    expect(paper.status() < 400, `${path}, which ${from} links to, answers ${paper.status()}`);
    return false;
  }
  let answer;
  try {
    answer = await someone.page.goto(path);
  } catch (error) {
    if (/Download is starting|ERR_ABORTED/.test(error.message)) return false;
    throw error;
  }
  expect(answer.status() < 400, `${path}, which ${from} links to, answers ${answer.status()}`);
  expect(path.startsWith("/sign-in") || !someone.page.url().includes("/sign-in"), `${path}, which ${from} links to, asks to sign in again`);
  if (!(answer.headers()["content-type"] ?? "").startsWith("text/html")) return false;
  await someone.look();
  return true;
}

async function crawl(browser, who) {
  const someone = await person(browser, address);
  await someone.signIn(who.email, who.password);
  expect(!someone.page.url().includes("/sign-in"), `${who.email} could not sign in`);
  const wanted = [["/", "the first page"], ...(await links(someone)).map((path) => [path, "the page after sign-in"])];
  const kinds = new Map();
  const faults = [];
  const seen = new Set();
  while (wanted.length > 0 && seen.size < MOST) {
    const [path, from] = wanted.shift();
    const count = kinds.get(kind(path)) ?? 0;
    if (seen.has(path) || count >= MOST_OF_A_KIND) continue;
    seen.add(path);
    kinds.set(kind(path), count + 1);
    try {
      if (!(await visit(someone, path, from))) continue;
      if (count === 0 && !pictured.has(kind(path))) {
        pictured.add(kind(path));
        await someone.picture(`${who.email.split("@")[0]}${kind(path).replace(/[^a-z]+/gi, "-")}`);
        await someone.narrow();
      }
      for (const next of await links(someone)) wanted.push([next, path]);
    } catch (error) {
      faults.push(error.message);
      someone.complaints.length = 0;
      await someone.page.setViewportSize({ width: 1280, height: 900 });
    }
  }
  console.log([...kinds.keys()].sort().map((each) => `    ${each}`).join("\n"));
  if (faults.length > 0) throw new Failure(`${faults.length} faults as ${who.email}:\n    ${faults.join("\n    ")}`);
}

/** One person of each kind: what another of the same kind can reach differs by the case and not by the page. */
const kinds = new Map(people.map((who) => [who.name.replace(/^\S+ \S+ /, "").replace(/(,| for ).*$/, ""), who]).reverse());

await tell([...kinds.values()].map((who) => [`every page that ${who.name ?? who.email} can reach`, (browser) => crawl(browser, who)]));
