// CWE-89: an interpolated query of Entity Framework is parametrised
[ApiController]
[Route("orders")]
public class OrdersController : ControllerBase
{
    private readonly ShopContext _db;

    public OrdersController(ShopContext db) => _db = db;

    [HttpGet]
    public async Task<IActionResult> List([FromQuery] string status, [FromQuery] string? sort)
    {
        var orders = _db.Orders.FromSqlInterpolated($"SELECT * FROM Orders WHERE Status = {status}");
        orders = sort switch
        {
            "total" => orders.OrderBy(o => o.Total),
            _ => orders.OrderByDescending(o => o.CreatedAt),
        };
        return Ok(await orders.Take(50).ToListAsync());
    }
}
