// All tests share one folder of snapshots, which accepting writes.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
