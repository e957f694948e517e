using System.CommandLine;

namespace SeedanceGen.Cli.Options;

/// <summary>The id of a job, as a submission printed it.</summary>
internal sealed class JobArgument : Argument<string>
{
    public JobArgument()
        : base("ID")
    {
        Description = "The id of the job, such as req_0000000001";
        Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && string.IsNullOrWhiteSpace(result.Tokens[0].Value))
                result.AddError("The id of the job is empty: a submission prints it.");
        });
    }
}
