// What Constants remembers; shared by folding and the flow analysis.
#pragma once

#include <unordered_map>
#include <unordered_set>

#include "scan/flow/constants.h"

namespace broch::scan {

/// `expression`: what was assigned, where that is one expression on every path.
struct Constants::Value {
  Constant constant;
  uint32_t expression = kNoNode;
};

struct Constants::State {
  std::vector<Value> values{Value{}};  ///< the first is unknown
  std::vector<uint32_t> at;            ///< by node: what a variable holds there, an index into `values`
  std::vector<bool> foreign;           ///< by definition: also written by functions that do not own it
  bool prepared = false;
  int nested = 0;                                         ///< analyses that wait for others
  std::unordered_set<uint32_t> functions;                 ///< analysed, or being so
  std::unordered_map<uint32_t, Constant> single;          ///< by the only value of a variable
  std::unordered_map<uint32_t, Constant> folded;          ///< by node with operands
  std::unordered_map<std::string_view, uint32_t> fields;  ///< this.x written once: the value, else kNoNode
  bool fields_known = false;
  std::unordered_map<std::string_view, uint32_t>
      defined;  ///< by name of a kConstant: its value, else kNoNode
  bool defined_known = false;
  std::deque<std::string> texts;  ///< what folding made
};

}  // namespace broch::scan
