using Microsoft.Extensions.Options;

namespace SeedanceGen.Configuration;

/// <summary>Lets a host that starts see every fault of every client's options.</summary>
internal sealed class OptionsValidation : IValidateOptions<SeedanceClientOptions>
{
    public ValidateOptionsResult Validate(string? name, SeedanceClientOptions options)
    {
        var faults = OptionsCheck.Of(options, options.ApiKey).Faults;
        return faults.Count == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(faults.Select(fault => string.IsNullOrEmpty(name) ? fault.Message : $"Seedance client '{name}': {fault.Message}"));
    }
}
