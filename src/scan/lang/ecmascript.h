// What JavaScript and TypeScript share.
#pragma once

#include "scan/lang/grammar.h"

namespace broch::scan::ecmascript {

/// import d from "m" | import * as n from "m" | import { e as f } from "m"
void collect_imports(const FlatTree& tree, uint32_t node, Imports& imports);
/// require("m")
bool module_of_call(const FlatTree& tree, uint32_t call, Chain& module);

}  // namespace broch::scan::ecmascript
