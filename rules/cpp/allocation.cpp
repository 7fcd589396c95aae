#include <vector>

void allocate(size_t width, size_t height) {
    // ruleid: cpp-new-multiply
    auto *pixels = new unsigned char[width * height];
    // ruleid: cpp-new-multiply
    int *cells = new int[rows() * height];
    // ok: cpp-new-multiply
    auto *line = new unsigned char[WIDTH * 4];
    // ok: cpp-new-multiply
    std::vector<unsigned char> safe(width);
}
