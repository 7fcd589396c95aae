// The unmodified `@anthropic-ai/sdk` client.
import { needPackages } from "./packages.mjs";

needPackages("@anthropic-ai/sdk");
export const { default: Anthropic } = await import("@anthropic-ai/sdk");
