using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace SeedanceGen.Durable.Tests.Hosting;

public sealed class OptionsTests
{
    [Fact]
    public void A_process_opens_at_most_eight_connections_unless_it_says_otherwise()
    {
        PoolOf("Host=db").ShouldBe(8);
        PoolOf("Host=db;Maximum Pool Size=100").ShouldBe(100);
    }

    [Fact]
    public void A_transaction_that_stands_still_is_ended_unless_the_options_say_otherwise()
    {
        Complete("Host=db").Options.ShouldBe("-c idle_in_transaction_session_timeout=5s");
        Complete("Host=db;Options=-c geqo=off").Options.ShouldBe("-c geqo=off");
    }

    [Fact]
    public void A_missing_store_and_a_wrong_number_are_told_when_the_jobs_are_added()
    {
        var client = new ServiceCollection().AddSeedance();

        Should.Throw<ArgumentException>(() => client.AddSeedanceJobs(_ => { })).Message.ShouldContain("UseSqlite");
        Should.Throw<ArgumentException>(() => client.AddSeedanceJobs(options => options.UseSqlite("a.db").MaxConcurrentPolls = 0))
            .Message.ShouldContain("MaxConcurrentPolls must be at least 1");
        Should.Throw<ArgumentException>(
            () => client.AddSeedanceJobs(options => options.UseSqlite("a.db").RemoveHandledAfter = TimeSpan.FromMinutes(59)))
            .Message.ShouldContain("RemoveHandledAfter must be at least an hour");
        Should.Throw<ArgumentException>(() => client.AddSeedanceJobs(options => options.UseSqlite("a.db").MaxPollsPerSecond = 0))
            .Message.ShouldStartWith("MaxPollsPerSecond must be more than zero.");
    }

    [Fact]
    public void A_second_set_of_jobs_in_one_host_is_told()
    {
        var client = new ServiceCollection().AddSeedance();
        client.AddSeedanceJobs(options => options.UseSqlite("a.db"));

        Should.Throw<InvalidOperationException>(() => client.AddSeedanceJobs(options => options.UseSqlite("b.db")))
            .Message.ShouldContain("call it once");
    }

    private static int PoolOf(string connectionString) => Complete(connectionString).MaxPoolSize;

    private static NpgsqlConnectionStringBuilder Complete(string connectionString) =>
        new(PostgreSqlJobsOptionsExtensions.Complete(connectionString));
}
