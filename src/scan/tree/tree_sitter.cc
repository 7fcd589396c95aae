#include "scan/tree/tree_sitter.h"

namespace broch::scan {
namespace {

const char* read_chunk(void* payload, uint32_t byte, TSPoint, uint32_t* size) {
  const auto& text = *static_cast<const std::string_view*>(payload);
  *size = byte < text.size() ? static_cast<uint32_t>(text.size() - byte) : 0;
  return *size > 0 ? text.data() + byte : "";
}

/// tree-sitter asks after each hundred operations whether to stop.
bool stop(TSParseState* state) {
  Work& work = *static_cast<Work*>(state->payload);
  return !work.step(Work::kParse) || !work.parse_time.more();
}

}  // namespace

TreeSitterTree parse_text(TSParser* parser, const TSTree* before, std::string_view text, Work& work) {
  work.parse_time.start();
  const TSInput input{&text, read_chunk, TSInputEncodingUTF8, nullptr};
  const TSParseOptions options{&work, stop};
  TreeSitterTree tree(work.exhausted() ? nullptr
                                       : ts_parser_parse_with_options(parser, before, input, options));
  work.parse_ended |= !tree;
  return tree;
}

}  // namespace broch::scan
