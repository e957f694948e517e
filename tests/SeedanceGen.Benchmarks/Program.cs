using BenchmarkDotNet.Running;
using SeedanceGen.Benchmarks.Fixture;
using SeedanceGen.Benchmarks.Gate;
using SeedanceGen.Benchmarks.Load;
using SeedanceGen.Benchmarks.Serving;
using SeedanceGen.Benchmarks.Suites;

return args switch
{
    ["--gate", .. var words] => GateRun.Of(words),
    ["--soak", var requests] => Soak.Print(requests),
    ["--fixture"] => await FixtureContest.RunAsync().ConfigureAwait(false),
    ["--peers"] => PeerTable.Print(),
    ["--serve", var kind] => await Servers.RunAsync(kind).ConfigureAwait(false),
    _ => Switch(args),
};

static int Switch(string[] args)
{
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
    return 0;
}
