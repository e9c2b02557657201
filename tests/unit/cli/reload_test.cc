// A scenario file that changes, look by look: what is served then, what the log and /readyz say.
#include "cli/reload.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

#include "cli/scenario_choice.h"
#include "cli/scenario_text.h"
#include "tests/support/log_capture.h"
#include "tests/support/manual_clock.h"
#include "tests/support/scenario_world.h"

namespace krm::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t chance = 7;

class ReloadTest : public testing::Test {
 protected:
  ReloadTest() { fs::create_directory(folder_); }
  ~ReloadTest() override { fs::remove_all(folder_); }

  std::string path(const std::string& name = "story.yaml") const {
    return (folder_ / name).string();
  }
  void write(const std::string& text, const std::string& name = "story.yaml") const {
    std::ofstream(path(name), std::ios::binary) << text;
  }

  // As `serve` does it, from the file as it is.
  void serve(Options options) {
    options_ = std::move(options);
    auto loaded = chosen_scenario(options_);
    ASSERT_TRUE(loaded) << loaded.error().shown;
    tenants_ = std::make_unique<mock::Tenants>(clock_, journal_,
                                               settle(std::move(*loaded), options_, chance));
    reload_ = std::make_unique<Reload>(options_, chance, *tenants_, health_, capture_.log);
  }
  void serve_file() {
    Options options;
    options.scenario = path();
    options.watch = true;
    serve(options);
  }

  // The second look finds what the first has found, and that is when it counts.
  void look_twice() {
    reload_->look();
    reload_->look();
  }

  void look_until_patience_ends() {
    for (int i = 0; i < 20; ++i) reload_->look();
  }

  std::string title() const { return tenants_->active()->scenario->title; }

  const fs::path folder_ =
      fs::temp_directory_path() / ("krm-reload-test-" + std::to_string(getpid()));
  Options options_;
  test::ManualClock clock_;
  test::LogCapture capture_{base::LogFormat::text, base::Level::info};
  admin::Health health_;
  mock::Journal journal_;
  std::unique_ptr<mock::Tenants> tenants_;
  std::unique_ptr<Reload> reload_;
};

TEST_F(ReloadTest, TellsHealthWhatIsServedFromTheStart) {
  write("{version: 1, name: one}");
  serve_file();
  EXPECT_EQ(health_.report().scenario, "one");
  EXPECT_EQ(health_.report().digest.size(), 32u);
  EXPECT_EQ(health_.report().reload_error, "");
}

TEST_F(ReloadTest, ChangesNothingWhileTheFileStays) {
  write("{version: 1, name: one}");
  serve_file();
  const auto running = tenants_->active();
  look_twice();
  EXPECT_EQ(tenants_->active(), running);
  EXPECT_EQ(capture_.text(), "");
}

TEST_F(ReloadTest, SeesWhatHasChangedSinceTheStart) {
  write("{version: 1, name: one}");
  serve_file();
  write("{version: 1, name: two}");
  look_twice();
  EXPECT_EQ(title(), "two");
}

TEST_F(ReloadTest, TellsAScenarioWithoutANameFromNone) {
  serve({});
  scenario::Scenario scenario;
  scenario.rules.emplace_back();
  for (const auto& one : {scenario, scenario::Scenario()}) {
    reload_->put(settle(std::make_shared<const scenario::Scenario>(one), options_, chance));
  }
  EXPECT_EQ(capture_.text(),
            "reloaded a scenario without a name, seed 7\nreloaded no scenario, seed 7\n");
}

TEST_F(ReloadTest, WaitsUntilTheFileIsWritten) {
  write("{version: 1, name: one}");
  serve_file();
  write("{version: 1, na");
  reload_->look();
  write("{version: 1, name: two}");
  reload_->look();
  EXPECT_EQ(title(), "one");
  EXPECT_EQ(capture_.text(), "") << "half a file is nobody's mistake";
  reload_->look();
  EXPECT_EQ(title(), "two");
  EXPECT_EQ(health_.report().scenario, "two");
  EXPECT_EQ(capture_.text(), "reloaded scenario \"two\", seed 7\n");
}

TEST_F(ReloadTest, KeepsTheSeedOfChanceAndTakesThatOfTheFile) {
  write("{version: 1, name: one}");
  serve_file();
  EXPECT_EQ(tenants_->active()->seed, 7u);
  write("{version: 1, name: one, seed: 9}");
  look_twice();
  EXPECT_EQ(tenants_->active()->seed, 9u);
  write("{version: 1, name: one, retries: fresh}");
  look_twice();
  EXPECT_EQ(tenants_->active()->seed, 7u);
}

TEST_F(ReloadTest, TakesWhatSaysTheSameForTheSame) {
  write("{version: 1, name: one}");
  serve_file();
  const auto running = tenants_->active();
  write("# in other words\nname: one\nversion: 1\n");
  look_twice();
  EXPECT_EQ(tenants_->active(), running);
  EXPECT_EQ(capture_.text(), "");
}

TEST_F(ReloadTest, KeepsTheLastGoodOneAndSaysWhy) {
  write("{version: 1, name: one}");
  serve_file();
  const auto running = tenants_->active();
  write("{version: 1, naem: two}");
  look_twice();
  look_twice();
  EXPECT_EQ(tenants_->active(), running);
  const std::string why =
      path() + ":1:14: \"scenario\" has no key \"naem\"; did you mean \"name\"?\n";
  EXPECT_EQ(health_.report().reload_error, why);
  EXPECT_EQ(health_.report().scenario, "one");
  EXPECT_EQ(capture_.text(),
            "error: " + path() +
                " is not taken up; what was served before is served on\n"
                "error: " +
                path() + ":1:14: \"scenario\" has no key \"naem\"; did you mean \"name\"?\n");
}

TEST_F(ReloadTest, IsRightAgainWithAnotherFile) {
  write("{version: 1, name: one}");
  serve_file();
  write("{version: 2}");
  look_twice();
  write("{version: 1, name: three}");
  look_twice();
  EXPECT_EQ(title(), "three");
  EXPECT_EQ(health_.report().reload_error, "");
}

TEST_F(ReloadTest, IsRightAgainWithTheFileOfBeforeAndBeginsNothingAnew) {
  write("{version: 1, name: one}");
  serve_file();
  const auto running = tenants_->active();
  write("{version: 2}");
  look_twice();
  EXPECT_NE(health_.report().reload_error, "");
  write("{version: 1, name: one}");
  look_twice();
  EXPECT_EQ(tenants_->active(), running);
  EXPECT_EQ(health_.report().reload_error, "");
  EXPECT_TRUE(capture_.text().ends_with(path() + " is as it was before\n")) << capture_.text();
}

TEST_F(ReloadTest, TakesAFileThatIsGoneForAWrongOne) {
  write("{version: 1, name: one}");
  serve_file();
  fs::remove(path());
  look_twice();
  EXPECT_EQ(title(), "one");
  EXPECT_EQ(health_.report().reload_error,
            "cannot read " + path() + ": No such file or directory\n");
  EXPECT_TRUE(
      capture_.text().ends_with("error: cannot read " + path() + ": No such file or directory\n"))
      << capture_.text();
  write("{version: 1, name: two}");
  look_twice();
  EXPECT_EQ(title(), "two");
}

TEST_F(ReloadTest, SeesTheFilesThatItsEntropyNames) {
  write("a", "bytes");
  write("{version: 1, name: one, entropy: {source: file, path: bytes}}");
  serve_file();
  write("b", "bytes");
  look_twice();
  EXPECT_EQ(capture_.text(), "reloaded scenario \"one\", seed 7\n");
}

TEST_F(ReloadTest, FindsTheFileThatWasMissing) {
  write("{version: 1, name: one}");
  serve_file();
  write("{version: 1, name: two, entropy: {source: file, path: bytes}}");
  look_twice();
  EXPECT_EQ(title(), "one");
  write("a", "bytes");
  look_until_patience_ends();
  EXPECT_EQ(title(), "two");
}

TEST_F(ReloadTest, ReadsAFileThatIsNeverAtRestNowAndThen) {
  write("{version: 1, name: one}");
  serve_file();
  look_twice();
  for (int i = 0; i < 9; ++i) {
    write("{version: 1, name: two, seed: " + std::to_string(i) + "}");
    reload_->look();
    ASSERT_EQ(title(), "one") << i;
  }
  write("{version: 1, name: thr");
  reload_->look();
  EXPECT_EQ(title(), "one");
  EXPECT_EQ(capture_.text(), "") << "as likely half written as wrong";
  for (int i = 0; i < 10; ++i) {
    write("{version: 1, name: two, seed: " + std::to_string(i) + "}");
    reload_->look();
  }
  EXPECT_EQ(title(), "two");
}

TEST_F(ReloadTest, TellsNobodyWhatStandsInTheFile) {
  write("{version: 1, name: one}");
  serve_file();
  write(
      "{version: 1, credentials: [{access_key_id: AKIDEXAMPLE, secret_access_key: wJalrXUtnFEMI, "
      "usr: a}]}");
  look_twice();
  const std::string error = health_.report().reload_error;
  EXPECT_NE(error.find("usr"), std::string::npos) << error;
  EXPECT_EQ((error + capture_.text()).find("wJal"), std::string::npos) << error << capture_.text();
}

TEST_F(ReloadTest, WaitsForNobodyWhoWritesAPipe) {
  write("{version: 1, name: one}");
  serve_file();
  fs::remove(path());
  ASSERT_EQ(mkfifo(path().c_str(), 0600), 0);
  look_twice();
  const std::string why = "cannot read " + path() + ": it is no regular file\n";
  EXPECT_EQ(health_.report().reload_error, why);
  reload_->now();
  EXPECT_EQ(health_.report().reload_error, why) << "what began as a file stays one";
  EXPECT_EQ(title(), "one");
}

TEST_F(ReloadTest, TakesTextsOfNoEncodingForWrongOnes) {
  write("{version: 1, name: one}");
  serve_file();
  write("{version: 1, name: \"a\xe9z\"}");
  look_twice();
  EXPECT_EQ(title(), "one");
  EXPECT_NE(health_.report().reload_error, "");
}

TEST_F(ReloadTest, AtOnceBeginsEveryTenantAnewWhetherTheFileHasChangedOrNot) {
  write("{version: 1, name: one}");
  Options options;
  options.scenario = path();
  serve(options);
  const auto tenant = tenants_->of("AKIAALICEALICEALICE1");
  const auto unsigned_tenant = tenants_->of("");
  reload_->now();
  EXPECT_NE(tenants_->of("AKIAALICEALICEALICE1"), tenant);
  EXPECT_NE(tenants_->of(""), unsigned_tenant);
  EXPECT_EQ(capture_.text(), "reloaded scenario \"one\", seed 7\n");
  write("{version: 1, name: two}");
  reload_->now();
  EXPECT_EQ(title(), "two");
}

TEST_F(ReloadTest, AtOnceSaysEachTimeWhatIsWrong) {
  write("{version: 1, name: one}");
  Options options;
  options.scenario = path();
  serve(options);
  write("{version: 2, name: two}");
  reload_->now();
  const std::string once = capture_.text();
  EXPECT_NE(once, "");
  reload_->now();
  EXPECT_EQ(capture_.text(), once + once);
  EXPECT_EQ(title(), "one");
}

TEST_F(ReloadTest, AtOnceTakesWhatIsNoFileAgain) {
  Options options;
  options.scenario_yaml = "{version: 1, name: inline}";
  serve(options);
  const auto tenant = tenants_->of("");
  reload_->now();
  EXPECT_NE(tenants_->of(""), tenant);
  EXPECT_EQ(title(), "inline");
}

TEST_F(ReloadTest, KnowsWhatIsAFile) {
  write("{version: 1}");
  EXPECT_TRUE(names_a_file(path()));
  EXPECT_TRUE(names_a_file(path("not-yet")));
  for (const std::string place : {"", "-", "healthy", "/dev/null"}) {
    EXPECT_FALSE(names_a_file(place)) << place;
  }
  EXPECT_FALSE(names_a_file(folder_.string()));
}

TEST_F(ReloadTest, LeavesWhatCameFromElsewhereUntilTheFileChanges) {
  write("version: 1\nname: file\nentropy: {source: file, path: bytes}\n");
  write("some bytes", "bytes");
  serve_file();
  const auto put = [&](const std::string& name) {
    reload_->put({test::scenario_of("name: " + name), 42});
  };
  put("at once");
  look_until_patience_ends();
  EXPECT_EQ(title(), "at once");
  put("later");
  look_until_patience_ends();
  EXPECT_EQ(title(), "later");
  write("other bytes", "bytes");
  look_twice();
  EXPECT_EQ(title(), "file");
  put("again");
  reload_->now();
  EXPECT_EQ(title(), "file") << "whoever asks for the file gets it";
}

TEST_F(ReloadTest, TellsHealthOfAScenarioWithoutAName) {
  write("version: 1\nname: file\n");
  serve_file();
  reload_->put({test::scenario_of("description: no name"), 42});
  EXPECT_EQ(health_.report().scenario, "");
}

}  // namespace
}  // namespace krm::cli
