<?php
// CWE-89, CWE-915: validated fields, bound raw parts, the owner's own records
class ReportController extends Controller
{
    public function index(Request $request)
    {
        $data = $request->validate([
            'status' => ['required', Rule::in(['open', 'closed'])],
            'sort' => ['nullable', Rule::in(['created_at', 'title'])],
        ]);

        return $request->user()->reports()
            ->where('status', $data['status'])
            ->whereRaw('LENGTH(body) > ?', [100])
            ->orderBy($data['sort'] ?? 'created_at', 'desc')
            ->paginate(20);
    }

    public function store(Request $request)
    {
        $data = $request->validate(['title' => 'required|string|max:120', 'body' => 'required|string']);
        $report = $request->user()->reports()->create($data);
        return redirect()->route('reports.show', $report);
    }
}
