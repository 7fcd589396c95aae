#include <memory>
#include <string>
#include <vector>

struct Step {
  std::string text;
  Step* before;
};

class Editor {
 public:
  void type(const std::string& text) {
    steps_.push_back(std::make_unique<Step>(Step{text, current_}));
    current_ = steps_.back().get();
    undone_.clear();
  }
  bool undo() {
    undone_.push_back(current_);
    current_ = current_->before;
    return true;
  }
  bool redo() {
    if (undone_.empty()) return false;
    current_ = undone_.back();
    undone_.pop_back();
    return true;
  }
  std::string text() const {
    std::string all;
    for (const Step* step = current_; step; step = step->before) all.insert(0, step->text);
    return all;
  }

 private:
  std::vector<std::unique_ptr<Step>> steps_;
  std::vector<Step*> undone_;
  Step* current_ = nullptr;
};

std::string run(const std::vector<std::string>& commands) {
  Editor editor;
  for (const auto& command : commands) {
    if (command.rfind("type ", 0) == 0) {
      editor.type(command.substr(5));
    } else if (command == "undo") {
      editor.undo();
    } else if (command == "redo") {
      editor.redo();
    }
  }
  return editor.text();
}
