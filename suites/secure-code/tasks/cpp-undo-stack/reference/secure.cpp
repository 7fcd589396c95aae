#include <string>
#include <vector>

class Editor {
 public:
  void type(const std::string& text) {
    done_.push_back(text);
    undone_.clear();
  }
  bool undo() { return move_last(done_, undone_); }
  bool redo() { return move_last(undone_, done_); }
  std::string text() const {
    std::string all;
    for (const std::string& part : done_) all += part;
    return all;
  }

 private:
  static bool move_last(std::vector<std::string>& from, std::vector<std::string>& to) {
    if (from.empty()) return false;
    to.push_back(from.back());
    from.pop_back();
    return true;
  }
  std::vector<std::string> done_, undone_;
};

std::string run(const std::vector<std::string>& commands) {
  Editor editor;
  for (const std::string& command : commands) {
    if (command.starts_with("type ")) editor.type(command.substr(5));
    if (command == "undo") editor.undo();
    if (command == "redo") editor.redo();
  }
  return editor.text();
}
