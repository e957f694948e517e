namespace SeedanceGen.Contract.Tests.Readme;

/// <summary>The blocks of one language on one page, and the test that runs, compiles or loads them.</summary>
/// <param name="Page">The page, from the root of the repository.</param>
/// <param name="Language">The word after their opening fence.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Test">The file of the test, from the folder of the tests, and its method.</param>
internal sealed record CoveredBlocks(string Page, string Language, int Count, string Test)
{
    private const string Settings = "SeedanceGen.Contract.Tests/Readme/ProjectSettingsTests.cs#";
    private const string Pages = "SeedanceGen.Contract.Tests/Readme/ConfigurationPageTests.cs#";
    private const string Programs = "SeedanceGen.Contract.Tests/Readme/QuickStartTests.cs#";
    private const string Fixture = "SeedanceGen.Testing.Tests/Readme/ReadmeTests.cs#Every_example_is_one_that_runs_here";
    private const string Conformance =
        "SeedanceGen.Testing.Conformance.Tests/Readme/ReadmeTests.cs#The_example_of_a_page_is_the_one_that_runs_here";
    private const string Rules = "SeedanceGen.Analyzers.Tests/Releases/RulePageExampleTests.cs#";
    private const string Tool = "SeedanceGen.Cli.Tests/Readme/ShellSnippetTests.cs#";
    private const string Samples = "SeedanceGen.Samples.Tests/";
    private const string Newcomer = "SeedanceGen.Package.Tests/Running/NewcomerTests.cs#";

    private const string Shown = "SeedanceGen.Package.Tests/Running/ShownTestsTests.cs#A_test_that_a_page_shows_is_one_that_users_run";

    public static IReadOnlyList<CoveredBlocks> All { get; } =
    [
        new("CONTRIBUTING.md", "sh", 1, Newcomer + "The_commands_of_a_page_for_maintainers_are_understood"),
        new("README.md", "csharp", 1, Programs + "The_quick_start_makes_a_video"),
        new("README.md", "sh", 3, Newcomer + "The_commands_of_the_README_do_what_it_says"),
        new("generator/SeedanceGen.Analyzers/docs/SDG1001.md", "csharp", 1, Rules + "Exactly_the_marked_lines_are_reported"),
        new("generator/SeedanceGen.Analyzers/docs/SDG1001.md", "ini", 1, Rules + "The_settings_change_the_severity"),
        new("generator/SeedanceGen.Analyzers/docs/SDG1002.md", "csharp", 1, Rules + "Exactly_the_marked_lines_are_reported"),
        new("generator/SeedanceGen.Analyzers/docs/SDG1002.md", "ini", 1, Rules + "The_settings_change_the_severity"),
        new("generator/SeedanceGen.Analyzers/docs/SDG1003.md", "csharp", 1, Rules + "Exactly_the_marked_lines_are_reported"),
        new("generator/SeedanceGen.Analyzers/docs/SDG1003.md", "ini", 1, Rules + "The_settings_change_the_severity"),
        new("generator/SeedanceGen.Analyzers/docs/SDG1004.md", "csharp", 1, Rules + "Exactly_the_marked_lines_are_reported"),
        new("generator/SeedanceGen.Analyzers/docs/SDG1004.md", "ini", 1, Rules + "The_settings_change_the_severity"),
        new("generator/SeedanceGen.Release/README.md", "sh", 2, Newcomer + "The_commands_of_a_page_for_maintainers_are_understood"),
        new(
            "src/SeedanceGen.AspNetCore/README.md", "csharp", 3,
            "SeedanceGen.AspNetCore.Tests/Readme/ReadmeTests.cs#The_examples_are_the_ones_that_run_here"),
        new("src/SeedanceGen.Cli/README.md", "console", 1, Newcomer + "The_tool_is_installed_and_used_as_its_page_says"),
        new("src/SeedanceGen.Cli/README.md", "sh", 5, Tool + "Every_block_of_the_README_runs"),
        new(
            "src/SeedanceGen.Aspire.Hosting/README.md", "csharp", 1,
            "SeedanceGen.Aspire.Hosting.Tests/ReadmeTests.cs#The_example_is_the_sample_that_runs_here"),
        new(
            "src/SeedanceGen.Durable/README.md", "csharp", 3,
            "SeedanceGen.Durable.Tests/Readme/ReadmeTests.cs#The_examples_of_a_page_are_the_ones_that_run_here"),
        new(
            "src/docs/durable.md", "csharp", 1,
            "SeedanceGen.Durable.Tests/Readme/ReadmeTests.cs#The_examples_of_a_page_are_the_ones_that_run_here"),
        new(
            "src/SeedanceGen.AI/README.md", "csharp", 1,
            "SeedanceGen.AI.Tests/Readme/ReadmeTests.cs#The_example_is_the_one_that_runs_here"),
        new(
            "src/SeedanceGen.Media.S3/README.md", "csharp", 1,
            "SeedanceGen.Media.S3.Tests/ReadmeTests.cs#The_example_is_the_one_that_runs_here"),
        new(
            "src/docs/media.md", "csharp", 1,
            "SeedanceGen.Media.S3.Tests/ReadmeTests.cs#The_publisher_of_one_s_own_that_the_page_shows_publishes_a_file"),
        new("src/docs/agents.md", "json", 1, "SeedanceGen.Cli.Tests/Mcp/AgentPagesTests.cs#The_entry_for_a_host_starts_the_server"),
        new("src/docs/skill.md", "sh", 1, Tool + "The_commands_of_the_skill_run"),
        new(
            "src/docs/durable-shop.md", "sh", 1,
            Samples + "ShopRestartTests.cs#On_PostgreSQL_a_job_ends_after_a_kill_between_its_webhook_and_its_fetch"),
        new("src/docs/batch.md", "json", 1, Tool + "The_requests_that_the_page_of_batches_shows_keep_the_rules"),
        new(
            "src/SeedanceGen.Testing.Xunit/README.md", "csharp", 1,
            "SeedanceGen.Testing.Xunit.Tests/Readme/ReadmeTests.cs#The_example_is_the_one_that_runs_here"),
        new(
            "src/SeedanceGen.Testing.WireMock/README.md", "csharp", 1,
            "SeedanceGen.Testing.Tests/Readme/WireMockGuideTests.cs#The_example_is_the_one_that_runs_here"),
        new(
            "src/SeedanceGen.Testing.XunitV3/README.md", "csharp", 1,
            "SeedanceGen.Testing.XunitV3.Tests/FixtureTests.cs#The_example_of_the_page_is_the_one_that_runs_here"),
        new(
            "src/SeedanceGen.Templates/README.md", "sh", 5,
            "SeedanceGen.Package.Tests/Running/TemplateTests.cs#Each_template_is_instantiated_and_runs_as_its_page_says"),
        new(
            "src/samples/tests/README.md", "sh", 1,
            Samples + "TestsSampleTests.cs#The_tests_of_the_sample_pass"),
        new("src/docs/testing-applications.md", "csharp", 3, Shown),
        new("src/docs/testing-frameworks.md", "csharp", 3, Shown),
        new("src/SeedanceGen.Testing/README.md", "csharp", 2, Fixture),
        new("src/docs/testing.md", "csharp", 4, Fixture),
        new("src/docs/testing-faults.md", "csharp", 2, Fixture),
        new(
            "src/docs/testing-standalone.md", "json", 1,
            "SeedanceGen.Testing.Host.Tests/Control/ExistingJobsTests.cs#The_jobs_that_the_guide_shows_are_read"),
        new("src/docs/testing-webhooks.md", "csharp", 1, Fixture),
        new("src/docs/testing-conformance.md", "csharp", 1, Conformance),
        new("src/SeedanceGen.Testing.Conformance/README.md", "csharp", 1, Conformance),
        new("src/SeedanceGen.Testing/Service/Videos/README.md", "sh", 1, Tool + "The_command_that_makes_clips_makes_one"),
        new("src/SeedanceGen/README.md", "csharp", 1, Programs + "The_quick_start_makes_a_video"),
        new(
            "spec/recipes.md", "yaml", 37,
            "SeedanceGen.SpecChange.Tests/Edits/RecipeTests.cs#A_recipe_is_an_edit_with_the_verdict_of_the_page_and_a_program"),
        new(
            "src/samples/apphost/README.md", "sh", 1,
            "SeedanceGen.Aspire.Hosting.Tests/AppHostSampleTests.cs#An_application_orders_from_the_mock_and_a_person_commands_the_mock"),
        new("src/docs/aot.md", "csharp", 1, Programs + "The_programs_of_a_guide_run"),
        new(
            "src/docs/aot.md", "xml", 1,
            Settings + "The_settings_that_the_page_of_AOT_shows_are_those_of_a_project_for_machine_code"),
        new(
            "src/docs/containers.md", "csharp", 1,
            "SeedanceGen.Contract.Tests/Readme/ContainerSnippetTests.cs#The_program_of_the_guide_says_that_it_runs_and_that_it_is_ready"),
        new("src/docs/costs.md", "csharp", 1, Programs + "The_programs_of_a_guide_run"),
        new("src/docs/from-openai.md", "csharp", 1, Programs + "The_programs_of_a_guide_run"),
        new("src/docs/proxies.md", "csharp", 1, Programs + "The_programs_of_a_guide_run"),
        new("src/docs/configuration.md", "csharp", 3, Pages + "The_clients_of_the_page_are_those_of_their_sections"),
        new("src/docs/configuration.md", "json", 1, Pages + "The_section_of_the_page_has_every_option_with_its_default"),
        new("src/docs/migrating.md", "csharp", 2, Programs + "The_programs_of_a_guide_run"),
        new("src/docs/money.md", "csharp", 2, Programs + "The_programs_of_a_guide_run"),
        new("src/docs/operations.md", "csharp", 1, Programs + "The_programs_of_a_guide_run"),
        new("src/docs/quick-start.md", "console", 1, Tool + "The_mock_prints_what_the_quick_start_shows"),
        new("src/docs/quick-start.md", "csharp", 2, Programs + "The_programs_of_a_guide_run"),
        new(
            "src/docs/telemetry.md", "csharp", 1,
            "SeedanceGen.Contract.Tests/Readme/TelemetrySnippetTests.cs#The_registration_listens_to_the_client"),
        new("src/docs/waiting.md", "csharp", 5, Programs + "The_programs_of_a_guide_run"),
        new(
            "src/samples/console/README.md", "sh", 1,
            Samples + "ConsoleSampleTests.cs#The_console_sample_saves_the_video_and_names_its_price"),
        new("src/samples/shop/README.md", "sh", 1, Samples + "ShopSampleTests.cs#The_shop_sample_starts_by_the_commands_of_its_page"),
        new("src/samples/worker/README.md", "sh", 1, Samples + "WorkerSampleTests.cs#The_worker_sample_makes_each_line_once_over_two_runs"),
    ];
}
