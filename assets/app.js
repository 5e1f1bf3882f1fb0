// What makes pages quicker. Everything works without it.
import { initAll } from "@@govuk-frontend.js@@";

initAll();
