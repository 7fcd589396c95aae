// The labelled replies of models: XSTest's completions, GPTFuzz's training responses, and Copilot's files of
// SecurityEval of the half that may be read. A reply: set, index (its row in the file, from 0), label (what the set says
// of it), prompt (empty where the set has only a number), reply. Public data that is not part of the project: of it only hashes and counts are written back.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseCsv } from "./csv.mjs";
import { splitItems } from "./split.mjs";

export const xstestModels = ["llama2new", "llama2orig", "mistralguard"];

export const xstest = (data, model) =>
  parseCsv(readFileSync(join(data, "prompts/xstest", `completions_${model}.csv`), "utf8")).map((row, index) => ({
    set: `xstest/${model}`, index, label: row.final_label, prompt: row.prompt, reply: row.completion, id: row.id,
  }));

export const gptfuzz = (data) =>
  parseCsv(readFileSync(join(data, "prompts/gptfuzz_responses_labeled_train.csv"), "utf8")).map((row, index) => ({
    set: "gptfuzz", index, label: row.label === "1" ? "jailbroken" : "not jailbroken", prompt: "",
    reply: row.Response,
  }));

export const copilot = () =>
  splitItems()["securityeval-copilot"].map((item, index) => ({ ...item, index })).filter((i) => i.half === "look")
    .map(({ index, texts, insecure }) => ({ set: "securityeval", index, label: insecure ? "insecure" : "secure",
                                            prompt: "", reply: texts.code }));
