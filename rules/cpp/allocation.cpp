#include <vector>

void allocate(size_t width, size_t height) {
    // ruleid: cpp-new-multiply
    auto *pixels = new unsigned char[width * height];
    // ruleid: cpp-new-multiply
    int *cells = new int[rows() * height];
    uint16_t few = 12;
    // ok: cpp-new-multiply
    int *slots = new int[few * height];
    // ok: cpp-new-multiply
    int *places = new int[num_threads * height];
    // ok: cpp-new-multiply
    auto *line = new unsigned char[WIDTH * 4];
    // ok: cpp-new-multiply
    std::vector<unsigned char> safe(width);
}
