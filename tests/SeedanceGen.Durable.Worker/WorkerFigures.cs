using System.Diagnostics;

namespace SeedanceGen.Durable.Worker;

/// <summary>What a worker has used so far.</summary>
/// <param name="AllocatedBytes">What it allocated in all.</param>
/// <param name="HeapBytes">What is alive, or was when the heap was last collected.</param>
/// <param name="ProcessorMilliseconds">How long its threads ran.</param>
/// <param name="WorkingSetBytes">Its memory, with the runtime's own.</param>
public sealed record WorkerFigures(long AllocatedBytes, long HeapBytes, double ProcessorMilliseconds, long WorkingSetBytes)
{
    /// <summary>Collects the heap, and reads the figures.</summary>
    public static WorkerFigures Read()
    {
        using var process = Process.GetCurrentProcess();
        var processor = process.TotalProcessorTime.TotalMilliseconds;
        return new(GC.GetTotalAllocatedBytes(), GC.GetTotalMemory(forceFullCollection: true), processor, process.WorkingSet64);
    }
}
