(module $f_dispatch_0
  (import "env" "memory" (memory 1 65536 shared))
  (func $f_dispatch_0 (export "d0") (param i32 i32 i32 i32 i32 i32 i32 i32)
    (local i32 i32 i32 i32 i32 i32) (local v128)
    (local i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32) (local v128 v128 v128)
    (local i32) (local f32 f32 f32 f32 f32) (local v128)
    block
      local.get 2 local.get 3 i32.ge_u br_if 0
      loop
        local.get 2 local.get 4 i32.rem_u local.set 8
        local.get 2 local.get 4 i32.div_u local.set 11
        local.get 11 local.get 5 i32.rem_u local.set 9
        local.get 11 local.get 5 i32.div_u local.set 10
        local.get 0 i32.load offset=4 i32.const 0 i32.add local.set 12
        local.get 0 i32.load i32.const 0 i32.add local.set 13
        f32.const 0 f32x4.splat local.set 14
        i32.const 0 local.tee 15 i32.const 66 i32.lt_s if
          loop
            local.get 15 i32.const -1 i32.add local.set 16
            local.get 16 i32.const 64 i32.lt_u local.set 17
            local.get 15 i32.const 96 i32.mul local.set 16
            local.get 15 i32.const 100 i32.mul local.set 18
            i32.const 0 local.tee 19 i32.const 100 i32.lt_s if
              local.get 13 local.get 16 i32.const 2 i32.shl i32.add i32.const -392 i32.add local.set 20
              local.get 20 i32.const 0 i32.const 2 i32.shl i32.add local.set 21
              local.get 13 local.get 16 i32.const 2 i32.shl i32.add i32.const -388 i32.add local.set 22
              local.get 22 i32.const 0 i32.const 2 i32.shl i32.add local.set 23
              local.get 13 local.get 16 i32.const 2 i32.shl i32.add i32.const -384 i32.add local.set 24
              local.get 24 i32.const 0 i32.const 2 i32.shl i32.add local.set 25
              local.get 13 local.get 16 i32.const 2 i32.shl i32.add i32.const -380 i32.add local.set 26
              local.get 26 i32.const 0 i32.const 2 i32.shl i32.add local.set 27
              local.get 12 local.get 18 i32.const 2 i32.shl i32.add local.set 28
              local.get 28 i32.const 0 i32.const 2 i32.shl i32.add local.set 29
              local.get 29 i32.const 400 i32.add local.set 30
              loop
                local.get 19 i32.const -2 i32.add local.set 31
                local.get 31 i32.const 96 i32.lt_u local.set 32
                local.get 19 i32.const 1 i32.add local.set 31
                local.get 31 i32.const 96 i32.lt_u local.set 33
                local.get 32 local.get 33 i32.and i32.const 1 i32.and local.set 31
                local.get 19 i32.const -1 i32.add local.set 34
                local.get 34 i32.const 96 i32.lt_u local.set 35
                local.get 19 i32.const 96 i32.lt_u local.set 34
                local.get 17 if
                  local.get 31 if
                    local.get 21 local.set 39
                    local.get 39 v128.load align=4 local.set 38
                    local.get 38 local.set 37
                  else
                    local.get 32 if
                      local.get 21 f32.load local.set 41
                      local.get 41 local.set 40
                    else
                      f32.const 0 local.set 40
                    end
                    local.get 35 if
                      local.get 23 f32.load local.set 42
                      local.get 42 local.set 41
                    else
                      f32.const 0 local.set 41
                    end
                    local.get 34 if
                      local.get 25 f32.load local.set 43
                      local.get 43 local.set 42
                    else
                      f32.const 0 local.set 42
                    end
                    local.get 33 if
                      local.get 27 f32.load local.set 44
                      local.get 44 local.set 43
                    else
                      f32.const 0 local.set 43
                    end
                    local.get 40 f32x4.splat local.set 38
                    local.get 38 local.get 41 f32x4.replace_lane 1 local.set 45
                    local.get 45 local.get 42 f32x4.replace_lane 2 local.set 38
                    local.get 38 local.get 43 f32x4.replace_lane 3 local.set 45
                    local.get 45 local.set 37
                  end
                  local.get 37 local.set 36
                else
                  local.get 14 local.set 36
                end
                local.get 29 local.set 31
                local.get 31 local.get 36 v128.store align=4
                local.get 21 i32.const 16 i32.add local.set 21
                local.get 23 i32.const 16 i32.add local.set 23
                local.get 25 i32.const 16 i32.add local.set 25
                local.get 27 i32.const 16 i32.add local.set 27
                local.get 29 i32.const 16 i32.add local.set 29
                local.get 19 i32.const 4 i32.add local.tee 19 i32.const 100 i32.lt_s br_if 0
              end
            end
            local.get 15 i32.const 1 i32.add local.tee 15 i32.const 66 i32.lt_s br_if 0
          end
        end
        local.get 2 i32.const 1 i32.add local.tee 2 local.get 3 i32.lt_u br_if 0
      end
    end
  ))
