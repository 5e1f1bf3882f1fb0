// Stories of people at work, told in the browser. Takes what crawl.mjs takes.

import { readFileSync } from "node:fs";
import { expect, person } from "./browser.mjs";
import { tell } from "./stories.mjs";

const [address, file] = process.argv.slice(2);
const [first] = JSON.parse(readFileSync(file, "utf8"));

await tell([
  ["a person signs in with the keyboard alone", async (browser) => {
    const someone = await person(browser, address);
    await someone.open("/sign-in");
    await someone.tabTo("textbox", "Email address");
    await someone.page.keyboard.type(first.email);
    await someone.page.keyboard.press("Tab");
    await someone.page.keyboard.type(first.password);
    await someone.pressByKeyboard("button", "Sign in");
    expect(!someone.page.url().includes("/sign-in"), "still on the page for signing in");
    await someone.pressByKeyboard("button", "Sign out");
  }],
  ["a person signs in without JavaScript, and is told what was wrong", async (browser) => {
    const someone = await person(browser, address, { javaScript: false });
    await someone.signIn(first.email, "not the password at all");
    expect((await someone.page.locator(".govuk-error-summary").count()) === 1, "nothing says that the password was wrong");
    expect((await someone.field("Email address").inputValue()) === first.email, "the address that was typed is lost");
    await someone.signIn(first.email, first.password);
    expect(!someone.page.url().includes("/sign-in"), "still on the page for signing in");
  }],
  ["what needs a sign-in leads back after it", async (browser) => {
    const someone = await person(browser, address);
    await someone.open("/reviews?page=1");
    await someone.fill("Email address", first.email);
    await someone.fill("Password", first.password);
    await someone.press("Sign in");
    expect(someone.page.url() === `${address}/reviews?page=1`, `led to ${someone.page.url()}`);
  }],
  ["after signing out the back button shows nothing of a case", async (browser) => {
    const someone = await person(browser, address);
    await someone.signIn(first.email, first.password);
    await someone.open("/reviews");
    await someone.signOut();
    await someone.page.goBack();
    await someone.page.waitForLoadState("load");
    expect(someone.page.url().includes("/sign-in"), "the page of before was shown from the browser's memory");
  }],
  ["an address that leads nowhere is a whole page", async (browser) => {
    const someone = await person(browser, address);
    await someone.open("/reviews/of-nobody-at-all/nowhere", 404);
    await someone.expectHeading("Page not found");
    await someone.narrow();
  }],
]);
