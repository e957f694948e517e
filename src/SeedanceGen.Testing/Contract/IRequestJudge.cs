namespace SeedanceGen.Testing.Contract;

/// <summary>Decides whether a submission keeps to the contract. The one place where the generated rules plug in.</summary>
internal interface IRequestJudge
{
    SubmissionVerdict Judge(ReadOnlySpan<byte> body);
}
