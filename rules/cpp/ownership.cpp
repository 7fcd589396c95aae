#include <memory>

// ruleid: cpp-auto-ptr
std::auto_ptr<Item> item(new Item());
// ruleid: cpp-auto-ptr
void take(std::auto_ptr<Item> item);
// ok: cpp-auto-ptr
std::unique_ptr<Item> owner = std::make_unique<Item>();
// ok: cpp-auto-ptr
std::shared_ptr<Item> shared;

void mismatch() {
    int *values = new int[10];
    // ruleid: cpp-delete-mismatch
    delete values;
    Item *one = new Item(3);
    // ruleid: cpp-delete-mismatch
    free(one);
    int *right = new int[10];
    // ok: cpp-delete-mismatch
    delete[] right;
    Item *two = new Item(3);
    // ok: cpp-delete-mismatch
    delete two;
}
void use(Item *item, Item *other) {
    delete item;
    // ruleid: cpp-use-after-delete
    item->run();
    delete other;
    // ruleid: cpp-use-after-delete
    delete other;
    Item *fresh = new Item();
    // ok: cpp-use-after-delete
    fresh->run();
    delete fresh;
    fresh = nullptr;
    // ok: cpp-use-after-delete
    delete fresh;
}

void begin(Item *item) {
    if (!item->ready()) {
        delete item;
        std::error_code code(errno, std::generic_category());
        detail::throw_error(code, "begin");
    }
    // ok: cpp-use-after-delete
    item->run();
}

struct Counted { int users; };
void release(Counted *counted) {
  // ok: cpp-use-after-delete
  if (--counted->users == 0) {
    delete counted;
  }
}
void drain(Queue *queue) {
  while (Item *each = queue->next()) {
    // ok: cpp-use-after-delete
    each->run();
    // ok: cpp-use-after-delete
    delete each;
  }
}
