const LIST = /^(\d+(\.\d+)?( *, *)?)+$/;

function isNumberList(text) {
  return LIST.test(text) && /\d$/.test(text);
}

module.exports = { isNumberList };
