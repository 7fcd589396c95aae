#include "seal/merkle.h"

#include <gtest/gtest.h>

#include "seal/chain.h"
#include "seal/testing.h"

namespace broch::seal {
namespace {

// The records and roots that implementations of Certificate Transparency test with.
const std::vector<std::string> kRecords = {
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"};
const std::vector<std::string> kRoots = {"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                                         "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                                         "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                                         "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                                         "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                                         "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                                         "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                                         "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                                         "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};

std::vector<Digest> leaves_of(size_t size) {
  std::vector<Digest> leaves;
  for (size_t i = 0; i < size; ++i) leaves.push_back(merkle_leaf(unhex(kRecords[i])));
  return leaves;
}

TEST(Merkle, RootsAreThoseOfCertificateTransparency) {
  for (size_t size = 0; size < kRoots.size(); ++size) {
    EXPECT_EQ(to_hex(merkle_root(leaves_of(size))), kRoots[size]) << size;
  }
}

TEST(Merkle, APathLeadsToTheRootFromItsOwnPlaceAlone) {
  for (size_t size = 1; size <= kRecords.size(); ++size) {
    const std::vector<Digest> leaves = leaves_of(size);
    const Digest root = merkle_root(leaves);
    for (size_t i = 0; i < size; ++i) {
      std::vector<Digest> path = merkle_path(leaves, i);
      EXPECT_EQ(merkle_root_of(leaves[i], i, size, path), root) << i << " of " << size;
      for (size_t other = 0; other <= size; ++other) {
        if (other == i) continue;
        EXPECT_NE(merkle_root_of(leaves[i], other, size, path), root)
            << i << " as " << other << " of " << size;
      }
      EXPECT_NE(merkle_root_of(merkle_leaf("other"), i, size, path), root);
      path.push_back(root);
      EXPECT_EQ(merkle_root_of(leaves[i], i, size, path), Digest{});
      path.pop_back();
      if (path.empty()) continue;
      path.pop_back();
      EXPECT_EQ(merkle_root_of(leaves[i], i, size, path), Digest{});
    }
  }
}

// python3: sha256(bytes(32) + b"a"), and sha256(of that + b"b")
TEST(Chain, EveryLinkCoversWhatIsBeforeIt) {
  Chain chain;
  EXPECT_EQ(to_hex(chain.append("a")), "41a0370c3d9f42773a59e8e01651911cf43b1e3f66944cbb690029debc4eb647");
  EXPECT_EQ(to_hex(chain.append("b")), "abccbe9b24d2bbd3aa1360d605147a841dd051130131c6929d6004e1ae4796e8");
  Chain again(chain.head());
  EXPECT_EQ(again.append("c"), chain.append("c"));
}

}  // namespace
}  // namespace broch::seal
