//! The command line: `askless lint`, `strip`, `check`, `rules`, `policy build`, `service check`.

mod cli;

fn main() -> std::process::ExitCode {
    cli::run()
}
