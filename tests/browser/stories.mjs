// Runs stories one after another, and says at the end how many passed and failed in the words that scripts/test adds up.

import { launch, pictures } from "./browser.mjs";

/** `stories` are pairs of a name and a function that is given the browser. */
export async function tell(stories) {
  const browser = await launch();
  let passed = 0;
  let failed = 0;
  for (const [name, story] of stories) {
    const began = Date.now();
    try {
      await story(browser);
      passed += 1;
      console.log(`ok - ${name} (${Date.now() - began} ms)`);
    } catch (error) {
      failed += 1;
      console.log(`not ok - ${name}\n    ${error.stack ?? error}`);
      for (const context of browser.contexts()) {
        for (const [at, page] of context.pages().entries()) await page.screenshot({ path: `${pictures}/failed-${failed}-${at}.png`, fullPage: true }).catch(() => {});
      }
    }
    for (const context of browser.contexts()) await context.close().catch(() => {});
  }
  await browser.close();
  console.log(`# pass ${passed}\n# fail ${failed}`);
  if (failed > 0) console.log(`Pictures of where it failed are in ${pictures}`);
  process.exitCode = failed === 0 ? 0 : 1;
}
