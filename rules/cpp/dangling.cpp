#include <string>
#include <vector>

void text(const std::string &a, const std::string &b, std::ostringstream &out) {
    // ruleid: cpp-dangling-c-str
    const char *joined = (a + b).c_str();
    // ruleid: cpp-dangling-c-str
    const char *written = out.str().c_str();
    // ok: cpp-dangling-c-str
    const char *kept = a.c_str();
    // ok: cpp-dangling-c-str
    std::string copy = out.str();
}
void erase(std::vector<int> &values) {
    for (auto it = values.begin(); it != values.end(); ++it) {
        // ruleid: cpp-erase-in-loop
        if (*it == 3) values.erase(it);
    }
    for (auto it = values.begin(); it != values.end(); it++) {
        // ruleid: cpp-erase-in-loop
        values.erase(it);
    }
    for (auto it = values.begin(); it != values.end();) {
        // ok: cpp-erase-in-loop
        it = values.erase(it);
    }
    for (auto it = values.begin(); it != values.end(); ++it) {
        if (*it == 3) {
            // ok: cpp-erase-in-loop
            values.erase(it);
            break;
        }
    }
}
const std::string &name() {
    std::string text = "name";
    // ruleid: cpp-reference-to-local
    return text;
}
int &counter() {
    int count = 0;
    // ruleid: cpp-reference-to-local
    return count;
}
int &kept() {
    static int count = 0;
    // ok: cpp-reference-to-local
    return count;
}
std::string value() {
    std::string text = "name";
    // ok: cpp-reference-to-local
    return text;
}

static const std::string &separator() {
  static const std::string text = make_separator();
  // ok: cpp-reference-to-local
  return text;
}
