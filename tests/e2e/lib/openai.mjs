// The unmodified `openai` client.
import { needPackages } from "./packages.mjs";

needPackages("openai");
export const { default: OpenAI } = await import("openai");
