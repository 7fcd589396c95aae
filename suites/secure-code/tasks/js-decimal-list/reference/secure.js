const LIST = /^\d+(?:\.\d+)?(?: *, *\d+(?:\.\d+)?)*$/;

function isNumberList(text) {
  return LIST.test(text);
}

module.exports = { isNumberList };
