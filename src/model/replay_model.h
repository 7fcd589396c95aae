// replay:FILE#FIELD — recorded replies from a JSON array or JSON-lines file.
#pragma once

#include <memory>

#include "model/model.h"

namespace broch::model {

/// FIELD is a member of each record, or a JSON Pointer when it begins with '/'; without `#FIELD` it is
/// "response".
///
/// Which record answers a sample: by default the one at the sample's own position (`hint.record`), as in a
/// file that is the dataset or has its order; where both carry a prompt_id or id and these differ, the record
/// of the same id. With `?key=NAME` it is the record whose member NAME equals the sample's `hint.record_id`,
/// and repeated records answer repeated attempts in file order. A recorded failure ("FAIL TO QUERY …", as
/// CyberSecEval writes it) is an error of kind kUpstream.
Result<std::unique_ptr<Model>> open_replay(const ModelSpec& spec, asio::any_io_executor executor);

}  // namespace broch::model
