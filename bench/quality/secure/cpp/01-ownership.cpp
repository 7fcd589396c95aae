// CWE-401, CWE-416: owners are smart pointers
#include <memory>
#include <string>
#include <vector>

class Node {
public:
    explicit Node(std::string name) : name_(std::move(name)) {}

    Node& add(std::string name) {
        children_.push_back(std::make_unique<Node>(std::move(name)));
        return *children_.back();
    }

    std::size_t count() const {
        std::size_t n = 1;
        for (const auto& child : children_) n += child->count();
        return n;
    }

private:
    std::string name_;
    std::vector<std::unique_ptr<Node>> children_;
};
