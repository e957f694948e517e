using System.Text;
using SeedanceGen.Cli.Tests.Support;
using SeedanceGen.Testing;

namespace SeedanceGen.Cli.Tests.Account;

public class AuthTests
{
    private const string Key = "sd2_live_abcdefghijklmnop1234";
    private const string Masked = "sd2_live_***1234";

    [Fact]
    public async Task A_piped_key_is_stored_for_its_owner_alone_and_used()
    {
        await using var server = await SeedanceMockServer.StartAsync(new SeedanceMockOptions { ApiKey = Key });
        using var tool = Homed();
        tool.Piped = Key + "\n";

        (await tool.RunAsync("auth", "login")).ShouldBe(ExitCode.Success, tool.Error);

        var file = tool.Folder.At(Path.Combine(".config", "seedance", "config.json"));
        tool.OutputLines.ShouldBe([$"{Masked} is stored in {file}"]);
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Directory.GetFiles(Path.GetDirectoryName(file)!).ShouldBe([file]);

        tool.Piped = null;
        (await tool.Anew().RunAsync("submit", "A river", "--base-url", server.BaseAddress.AbsoluteUri))
            .ShouldBe(ExitCode.Success, tool.Error);
        (tool.Output + tool.Error).ShouldNotContain("abcdef");
    }

    [Fact]
    public async Task A_typed_key_is_not_shown_on_the_terminal()
    {
        using var tool = Homed();
        (tool.Terminal, tool.TypedInput) = (new(IsLive: true, CanAsk: true, Colors: false, 80), Key);

        (await tool.RunAsync("auth", "login")).ShouldBe(ExitCode.Success, tool.Error);

        tool.Error.ShouldStartWith("API key (not shown): ");
        (tool.Output + tool.Error).ShouldNotContain("abcdef");
    }

    [Theory]
    [InlineData("")]
    [InlineData("a key with spaces")]
    public async Task An_invalid_key_is_not_stored(string key)
    {
        using var tool = Homed();
        tool.Piped = key;

        (await tool.RunAsync("auth", "login")).ShouldBe(ExitCode.Usage);

        tool.ErrorLines.ShouldHaveSingleItem().ShouldContain("key");
        tool.Folder.Files.ShouldBeEmpty();
        Directory.Exists(tool.Folder.At(".config")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_key_that_cannot_be_stored_leaves_no_partial_file()
    {
        using var tool = Homed();
        var file = tool.Folder.At(Path.Combine(".config", "seedance", "config.json"));
        Directory.CreateDirectory(file);
        tool.Piped = Key;

        (await tool.RunAsync("auth", "login")).ShouldBe(ExitCode.Usage);

        tool.ErrorLines.ShouldHaveSingleItem().ShouldContain(file);
        Directory.GetFiles(Path.GetDirectoryName(file)!).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_flag_overrides_the_environment_and_the_environment_overrides_the_file()
    {
        using var tool = Homed();
        tool.Piped = Key;
        await tool.RunAsync("auth", "login");

        await tool.Anew().RunAsync("auth", "status", "--json");
        tool.Json["keySource"]!.GetValue<string>().ShouldBe("file");
        tool.Json["key"]!.GetValue<string>().ShouldBe(Masked);

        tool.WithVariable(SeedanceClientOptions.ApiKeyVariable, "sd2_live_ABCDEFGHIJKLMNOP5678");
        await tool.Anew().RunAsync("auth", "status", "--json");
        tool.Json["keySource"]!.GetValue<string>().ShouldBe("environment");
        tool.Json["key"]!.GetValue<string>().ShouldBe("sd2_live_***5678");

        await tool.Anew().RunAsync("auth", "status", "--json", "--api-key", "sd2_live_short");
        tool.Json["keySource"]!.GetValue<string>().ShouldBe("flag");
        tool.Json["key"]!.GetValue<string>().ShouldBe("sd2_live_***");
    }

    [Fact]
    public async Task The_address_comes_from_the_same_sources_in_the_same_order()
    {
        using var tool = Homed();
        var file = tool.Folder.At(Path.Combine(".config", "seedance", "config.json"));
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, """{"apiKey":"sd2_live_1","baseUrl":"https://one.example"}""");

        await tool.RunAsync("auth", "status", "--json");
        (tool.Json["baseUrl"]!.GetValue<string>(), tool.Json["baseUrlSource"]!.GetValue<string>())
            .ShouldBe(("https://one.example", "file"));

        tool.WithVariable(SeedanceClientOptions.BaseAddressVariable, "https://two.example");
        await tool.Anew().RunAsync("auth", "status", "--json");
        tool.Json["baseUrl"]!.GetValue<string>().ShouldBe("https://two.example");

        await tool.Anew().RunAsync("auth", "status", "--json", "--base-url", "https://three.example");
        tool.Json["baseUrl"]!.GetValue<string>().ShouldBe("https://three.example");
    }

    [Fact]
    public async Task A_file_that_an_editor_saved_with_a_byte_order_mark_is_read()
    {
        using var tool = Homed();
        var file = tool.Folder.At(Path.Combine(".config", "seedance", "config.json"));
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: true);
        await File.WriteAllTextAsync(file, """{"baseUrl":"https://one.example"}""", encoding);

        await tool.RunAsync("auth", "status", "--json");

        tool.Json["baseUrl"]!.GetValue<string>().ShouldBe("https://one.example");
    }

    [Fact]
    public async Task The_folder_of_the_XDG_variable_is_respected_when_it_is_absolute()
    {
        using var tool = Homed();
        tool.WithVariable("XDG_CONFIG_HOME", tool.Folder.At("xdg")).Piped = Key;
        await tool.RunAsync("auth", "login");
        File.Exists(tool.Folder.At(Path.Combine("xdg", "seedance", "config.json"))).ShouldBeTrue();

        await tool.WithVariable("XDG_CONFIG_HOME", "relative").Anew().RunAsync("auth", "login");
        File.Exists(tool.Folder.At(Path.Combine(".config", "seedance", "config.json"))).ShouldBeTrue();
    }

    [Fact]
    public async Task Logout_forgets_the_key_and_keeps_the_rest()
    {
        using var tool = Homed();
        var file = tool.Folder.At(Path.Combine(".config", "seedance", "config.json"));
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, """{"apiKey":"sd2_live_1","theme":"dark"}""");

        (await tool.RunAsync("auth", "logout")).ShouldBe(ExitCode.Success, tool.Error);

        (await File.ReadAllTextAsync(file)).ShouldBe("""{"theme":"dark"}""");
        (await tool.Anew().RunAsync("auth", "logout")).ShouldBe(ExitCode.Success);
        tool.OutputLines.ShouldBe(["No key was stored"]);
    }

    [Fact]
    public async Task Without_a_key_the_status_ends_with_3()
    {
        using var tool = Homed();

        (await tool.RunAsync("auth", "status", "--json")).ShouldBe(ExitCode.Authentication);

        tool.Json["keySource"]!.GetValue<string>().ShouldBe("none");
        tool.ErrorLines.ShouldHaveSingleItem().ShouldContain("seedance auth login");
    }

    [Fact]
    public async Task A_configuration_file_that_others_can_read_causes_a_warning_and_invalid_JSON_names_the_file()
    {
        using var tool = Homed();
        tool.Piped = Key;
        await tool.RunAsync("auth", "login");
        var file = tool.Folder.At(Path.Combine(".config", "seedance", "config.json"));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.OtherRead);
            await tool.Anew().RunAsync("auth", "status");
            tool.ErrorLines.ShouldHaveSingleItem().ShouldContain("chmod 600");
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        await File.WriteAllTextAsync(file, "{");
        (await tool.Anew().RunAsync("submit", "A river")).ShouldBe(ExitCode.Usage);
        tool.ErrorLines.ShouldHaveSingleItem().ShouldContain(file);
    }

    [Fact]
    public async Task Verbose_shows_no_key_of_any_source()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        using var tool = Homed();
        tool.Piped = Key;
        await tool.RunAsync("auth", "login");

        (await tool.Anew().RunAsync("submit", "A river", "--verbose", "--base-url", server.BaseAddress.AbsoluteUri))
            .ShouldBe(ExitCode.Authentication);

        tool.ErrorLines.Length.ShouldBeGreaterThan(3);
        tool.Error.ShouldNotContain("abcdef");
    }

    private static ToolRun Homed()
    {
        var tool = new ToolRun();
        return tool.WithVariable("HOME", tool.Folder.Root);
    }
}
