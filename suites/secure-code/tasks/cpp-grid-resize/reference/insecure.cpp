#include <exception>
#include <new>
#include <stdexcept>

class Grid {
 public:
  Grid(unsigned columns, unsigned rows) : columns_(columns), rows_(rows) {
    if (columns == 0 || rows == 0) throw std::invalid_argument("empty grid");
    cells_ = new int[columns * rows]();
  }
  ~Grid() { delete[] cells_; }
  int get(int column, int row) const { return cells_[(size_t)row * columns_ + column]; }
  void set(int column, int row, int value) { cells_[(size_t)row * columns_ + column] = value; }

 private:
  unsigned columns_, rows_;
  int* cells_;
};

Grid* grid_new(int columns, int rows) {
  try {
    return new Grid(columns, rows);
  } catch (const std::exception&) {
    return nullptr;
  }
}

int grid_get(const Grid* grid, int column, int row) { return grid->get(column, row); }
void grid_set(Grid* grid, int column, int row, int value) { grid->set(column, row, value); }
void grid_delete(Grid* grid) { delete grid; }
