// CWE-89: the sort key is an enum, the values are bound
@RestController
@RequestMapping("/orders")
class OrderController {
    enum Sort {
        DATE("created_at"), TOTAL("total_cents");

        final String column;

        Sort(String column) {
            this.column = column;
        }
    }

    private final JdbcTemplate jdbc;

    OrderController(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @GetMapping
    List<Map<String, Object>> list(@RequestParam(defaultValue = "DATE") Sort sort, @RequestParam String status,
                                   Principal principal) {
        return jdbc.queryForList(
            "SELECT id, status FROM orders WHERE owner = ? AND status = ? ORDER BY " + sort.column,
            principal.getName(), status);
    }
}
